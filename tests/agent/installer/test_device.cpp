// SPDX-License-Identifier: Apache-2.0
#include "tests/agent/installer/test_device.h"

#include "device-agent/installer/bootloaders/uboot.h"

#include <QProcess>
#include <fstream>
#include <random>

namespace fieldfare::test {

using installer::BootState;

Bytes noise(std::size_t size, unsigned seed) {
    std::mt19937 random(seed);
    Bytes bytes(size);
    for (std::byte& byte : bytes) {
        byte = static_cast<std::byte>(random());
    }
    return bytes;
}

Bytes imageOf(unsigned seed) {
    Bytes image = noise(std::size_t{2} << 20, seed);
    image.resize(std::size_t{3} << 20);
    while (image.size() < std::size_t{4} << 20) {
        const std::string text =
            "line " + std::to_string(image.size()) + " of release " + std::to_string(seed) + "\n";
        const ByteView bytes = asBytes(text);
        image.insert(image.end(), bytes.begin(), bytes.end());
    }
    image.resize(std::size_t{4} << 20);
    return image;
}

Bytes changed(Bytes image, unsigned seed) {
    std::mt19937 random(seed);
    for (int i = 0; i < 40; ++i) {
        const std::size_t block = random() % (image.size() / 4096);
        const Bytes fresh = noise(4096, static_cast<unsigned>(random()));
        std::copy(fresh.begin(), fresh.end(), image.begin() + static_cast<std::ptrdiff_t>(block * 4096));
    }
    return image;
}

void writeBytes(const std::filesystem::path& path, ByteView content) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << asText(content);
}

Bytes readBytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return toBytes(asBytes(text));
}

TestDevice::TestDevice(std::vector<std::string> groups, const std::string& extraConfig)
    : m_groups(std::move(groups)) {
    std::filesystem::create_directories(statePath());
    BundleRecipe first;
    first.version = "1.0";
    unsigned seed = 100;
    for (const std::string& group : m_groups) {
        m_first[group] = imageOf(seed++);
        first.images[group] = m_first[group];
        Bytes slotA = m_first[group];
        slotA.resize(slotBytes);
        writeBytes(slotPath(group, "a"), slotA);
        writeBytes(slotPath(group, "b"), noise(slotBytes, seed++));
    }
    m_environment =
        std::make_unique<EnvironmentFiles>(folder(), EnvironmentVariables{{"slot", "a"},
                                                                          {"upgrade_available", "0"},
                                                                          {"bootcount", "0"},
                                                                          {"bootlimit", "3"},
                                                                          {"slot_state_a", "good"},
                                                                          {"slot_state_b", "bad"}});
    setBooted("a");
    writeConfig(m_groups, extraConfig);
    m_firstBundle = build("first", first);
    const ProgramOutcome adopted =
        runInstaller(*this, {"adopt", QString::fromStdString(m_firstBundle.string())});
    if (adopted.exitCode != 0) {
        qFatal("adopt: %s", qPrintable(adopted.errors));
    }
}

std::filesystem::path TestDevice::slotPath(const std::string& group, const std::string& bootName) const {
    return folder() / (group + "-" + bootName + ".img");
}

void TestDevice::writeConfig(const std::vector<std::string>& groups, const std::string& extra) {
    std::ofstream config(configPath());
    config << "[device]\nmodel = \"acme,gateway\"\nhardware-revision = \"r2\"\nname = \"test\"\n"
           << "state-folder = \"state\"\nsocket = \"installer.sock\"\nhooks = \"hooks\"\n"
           << "reboot-command = [\"/bin/sh\", \"-c\", \"echo x >> " << (folder() / "reboots").string()
           << "\"]\n"
           << "log-command = [\"/bin/sh\", \"-c\", \"echo one; echo two\", \"log\"]\n"
           << "[boot]\nbooted = \"file\"\nbooted-file = \"booted\"\n"
           << "[boot.u-boot]\nenv-config = \"fw_env.config\"\nlock-file = \"env.lock\"\n"
           << "[health]\nfolders = [\"health\"]\ndeadline = 2\nretry-every = 1\n"
           << "[trust]\nroot = \"" << m_fleet.rootPath().string() << "\"\n";
    config << extra << "\n";
    for (const std::string& group : groups) {
        for (const char* name : {"a", "b"}) {
            config << "[[slot]]\nname = \"" << group << "-" << name << "\"\ngroup = \"" << group
                   << "\"\nboot-name = \"" << name << "\"\npath = \""
                   << slotPath(group, name).filename().string() << "\"\n";
        }
    }
    config.close();
    m_config = need(device::loadDeviceConfig(configPath()));
}

std::filesystem::path TestDevice::build(const std::string& name, const BundleRecipe& recipe) {
    BuildRequest request;
    request.manifest.release.name = "gateway-os";
    request.manifest.release.version = recipe.version;
    request.manifest.release.epoch = recipe.epoch;
    request.manifest.release.builtAt = UnixTime(std::chrono::seconds(1'700'000'000));
    request.manifest.compatible = {{recipe.model, recipe.revisions}};
    request.manifest.precondition = recipe.precondition;
    request.manifest.carriesAgent = recipe.carriesAgent;
    for (const auto& [payload, image] : recipe.images) {
        PayloadSource source;
        source.payload.name = payload;
        source.payload.group = payload;
        source.image = folder() / (name + "-" + payload + ".raw");
        writeBytes(source.image, image);
        request.payloads.push_back(source);
    }
    if (!recipe.previous.empty()) {
        request.previous.push_back(recipe.previous);
    }
    const auto signer = m_fleet.signer();
    if (recipe.isSigned) {
        request.signers.push_back(signer.get());
    }
    request.signingTime = UnixTime(std::chrono::seconds(1'700'000'000));
    request.threads = 1;
    request.output = folder() / (name + ".ffb");
    (void)need(buildBundle(request));
    return request.output;
}

BundleRecipe TestDevice::recipe(const std::string& version, unsigned seed) const {
    BundleRecipe recipe;
    recipe.version = version;
    for (const std::string& group : m_groups) {
        recipe.images[group] = changed(m_first.at(group), seed++);
    }
    recipe.previous = m_firstBundle;
    return recipe;
}

BootState TestDevice::bootState() const {
    return need(installer::makeUBootControl(m_config.uboot, {"a", "b"})->readState());
}

std::string TestDevice::booted() const {
    return std::string(asText(readBytes(folder() / "booted")));
}

void TestDevice::setBooted(const std::string& bootName) {
    writeBytes(folder() / "booted", asBytes(bootName));
}

void TestDevice::reboot() {
    const BootState state = bootState();
    setBooted(state.selectedSlot);
}

void TestDevice::fallBack() {
    const BootState state = bootState();
    const std::string old = state.selectedSlot == "a" ? "b" : "a";
    const EnvironmentVariables variables{{"slot", old},
                                         {"upgrade_available", "0"},
                                         {"bootcount", "0"},
                                         {"bootlimit", "3"},
                                         {"rolled_back", "1"},
                                         {"fieldfare_epoch", std::to_string(state.epochFloor)},
                                         {"slot_state_" + old, "good"},
                                         {"slot_state_" + state.selectedSlot, "bad"}};
    m_environment = std::make_unique<EnvironmentFiles>(folder(), variables);
    setBooted(old);
}

Bytes TestDevice::fingerprint() const {
    Sha256 hash;
    for (const std::string& group : m_groups) {
        hash.update(readBytes(slotPath(group, "a")));
        hash.update(readBytes(slotPath(group, "b")));
    }
    hash.update(readBytes(m_environment->copyPath(0)));
    hash.update(readBytes(m_environment->copyPath(1)));
    return toBytes(hash.finish().bytes);
}

Bytes TestDevice::slotContent(const std::string& group, const std::string& bootName,
                              std::size_t bytes) const {
    Bytes content = readBytes(slotPath(group, bootName));
    content.resize(bytes);
    return content;
}

ProgramOutcome runInstaller(const TestDevice& device, const QStringList& arguments) {
    QProcess process;
    process.start(FIELDFARE_BIN_DIR "/fieldfare-installer",
                  QStringList{"--config", QString::fromStdString(device.configPath().string())} + arguments);
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace fieldfare::test
