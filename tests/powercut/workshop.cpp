// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/workshop.h"

#include "core/base/file.h"
#include "core/bundle/builder.h"
#include "core/storage/payload_sink.h"

#include <algorithm>
#include <filesystem>

namespace fieldfare::powercut {

using test::need;

namespace {

constexpr std::size_t block = 4096;
bool holds(const Bytes& device, const Bytes& image, std::size_t offset = 0) {
    return std::memcmp(device.data() + offset, image.data() + offset, image.size() - offset) == 0;
}

constexpr std::size_t slotTail = 8 * block; ///< What lies behind an image in its slot.
const std::map<std::string, std::size_t> imageBlocks{{"boot", 12}, {"rootfs", 64}};

Bytes noise(std::size_t blocks, std::uint64_t seed) {
    Lot lot(seed);
    Bytes bytes(blocks * block);
    for (std::size_t i = 0; i < bytes.size(); i += 8) {
        storeLittleEndian<std::uint64_t>(MutableBytes(bytes).subspan(i), lot.draw());
    }
    return bytes;
}

void fill(Bytes& image, std::size_t firstBlock, const Bytes& content) {
    std::copy(content.begin(), content.end(),
              image.begin() + static_cast<std::ptrdiff_t>(firstBlock * block));
}

/// Noise with two runs of zeros in it, which become frames of their own where there is room.
Bytes freshImage(std::size_t blocks, std::uint64_t seed) {
    Bytes image = noise(blocks, seed);
    if (blocks >= 64) {
        fill(image, 12, Bytes(10 * block));
        fill(image, 40, Bytes(9 * block));
    }
    return image;
}

} // namespace

Workshop::Workshop(const std::string& backend)
    : m_backend(makeBackend(backend)) {
    makeImages();
    std::size_t device = 0;
    for (const char* slot : {"a", "b"}) {
        for (const std::string& group : m_groups) {
            Bytes content = noise(imageBlocks.at(group) + slotTail / block, 1000 + device);
            if (std::string(slot) == "a") {
                const Bytes& image = m_releases[Factory].images.at(group);
                std::copy(image.begin(), image.end(), content.begin());
            }
            m_slotDevices[slot].push_back(m_new.addDevice(std::move(content)));
            m_config.slots.push_back({group + "-" + slot, group, slot, std::to_string(device++)});
        }
    }
    m_recoveryDevice = m_new.addDevice(noise(4, 2000));
    m_dataDevice = m_new.addDevice(noise(4, 2001));
    m_stranger = noise(1, 2003);
    Operation create;
    create.kind = Kind::FileCreate;
    create.inode = m_new.newInode();
    create.name = strangerName;
    m_new.apply(create);
    create.kind = Kind::FileWrite;
    create.data = m_stranger;
    m_new.apply(create);
    m_backend->addTo(m_new, m_slotDevices);

    const std::filesystem::path folder = m_folder.path().toStdString();
    std::filesystem::create_directories(folder / "state");
    std::filesystem::create_directories(folder / "health");
    need(writeFileAtomically(folder / "health" / "app", asBytes("#!/bin/sh\n"), 0755));
    m_config.name = "powercut";
    m_config.model = "acme,gateway";
    m_config.stateFolder = folder / "state";
    m_config.hookFolder.clear();
    m_config.health.folders = {folder / "health"};
    m_config.health.deadline = std::chrono::seconds(10);
    m_config.set.groups = m_groups;
    m_config.trust.root = m_fleet.rootPath();
    buildAll();
}

void Workshop::makeImages() {
    m_releases.resize(releaseCount);
    const std::vector<std::pair<std::string, std::uint64_t>> names{
        {"0.1", 1}, {"0.9", 1}, {"1.0", 1}, {"2.0", 2}, {"1.1", 1}, {"2.2", 2}, {"3.0", 2}};
    for (std::size_t i = 0; i < releaseCount; ++i) {
        m_releases[i].version = names[i].first;
        m_releases[i].epoch = names[i].second;
        for (const std::string& group : m_groups) {
            m_releases[i].images[group] = freshImage(imageBlocks.at(group), 10 * (i + 1) + group.size());
        }
    }
    Bytes delta = m_releases[Running].images.at("rootfs");
    fill(delta, 0, noise(2, 501));
    fill(delta, 24, noise(8, 502));
    fill(delta, 52, noise(3, 503));
    const auto from = delta.begin() + 32 * block; // moved by a byte: patches make it from what is there
    std::rotate(from, from + 1, from + 12 * block);
    m_releases[Delta].images["rootfs"] = std::move(delta);
    m_releases[Part].images["boot"] = m_releases[Running].images.at("boot");
}

void Workshop::buildAll() {
    const std::filesystem::path folder = m_folder.path().toStdString();
    const auto signer = m_fleet.signer();
    for (std::size_t i = Before; i < releaseCount; ++i) {
        ReleaseImages& release = m_releases[i];
        BuildRequest request;
        request.manifest.release.name = "gateway-os";
        request.manifest.release.version = release.version;
        request.manifest.release.epoch = release.epoch;
        request.manifest.release.builtAt = UnixTime(std::chrono::seconds(1'700'000'000));
        request.manifest.compatible = {{m_config.model, {}}};
        request.manifest.carriesAgent = true;
        for (const std::string& group : m_groups) {
            if (i == Part && group == "boot") {
                continue;
            }
            PayloadSource source;
            source.payload.name = group;
            source.payload.group = group;
            source.image = folder / (release.version + group);
            need(writeFileAtomically(source.image, release.images.at(group)));
            request.payloads.push_back(source);
        }
        if (i == Delta) {
            request.previous = {folder / (m_releases[Running].version + ".ffb")};
        }
        request.signers = {signer.get()};
        request.signingTime = UnixTime(std::chrono::seconds(1'700'000'000));
        request.threads = 1;
        request.output = folder / (release.version + ".ffb");
        release.headBytes = need(buildBundle(request)).headBytes;
        release.bundle = need(readFile(request.output, std::size_t{16} << 20));
    }
}

Medium Workshop::newDevice() const {
    return m_new;
}

std::optional<std::size_t> Workshop::wholeRelease(const Medium& medium, const std::string& slot) const {
    const auto devices = m_slotDevices.find(slot);
    for (std::size_t i = 0; devices != m_slotDevices.end() && i < releaseCount; ++i) {
        bool all = true;
        for (std::size_t part = 0; part < m_groups.size(); ++part) {
            all =
                all && holds(*medium.device(devices->second[part]), m_releases[i].images.at(m_groups[part]));
        }
        if (all) {
            return i;
        }
    }
    return std::nullopt;
}

bool Workshop::holdsFrom(std::size_t offset, const Medium& medium, const std::string& slot,
                         std::size_t part) const {
    const Bytes& device = *medium.device(m_slotDevices.at(slot)[part]);
    return std::any_of(m_releases.begin(), m_releases.end(), [&](const ReleaseImages& release) {
        return holds(device, release.images.at(m_groups[part]), offset);
    });
}

bool Workshop::isWhole(const Medium& medium, const std::string& slot, std::size_t part) const {
    return holdsFrom(0, medium, slot, part);
}

bool Workshop::isWholeBehindHead(const Medium& medium, const std::string& slot, std::size_t part) const {
    return holdsFrom(withheldHeadBytes, medium, slot, part);
}

} // namespace fieldfare::powercut
