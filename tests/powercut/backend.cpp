// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/backend.h"

#include "device-agent/installer/bootloaders/grub.h"
#include "device-agent/installer/bootloaders/systemd_boot.h"
#include "device-agent/installer/bootloaders/variable_boot_control.h"

#include <QTemporaryDir>
#include <algorithm>

namespace fieldfare::powercut {

namespace {

const std::vector<std::pair<std::string, std::string>> variables{
    {"bootcount", "0"},       {"bootlimit", "3"},      {"rolled_back", "0"},      {"slot", "a"},
    {"slot_state_a", "good"}, {"slot_state_b", "bad"}, {"upgrade_available", "0"}};

Bytes noise(std::size_t sizeBytes, std::uint64_t seed) {
    Lot lot(seed);
    Bytes bytes(sizeBytes);
    std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<std::byte>(lot.draw()); });
    return bytes;
}

void overwriteDevice(Medium& medium, std::size_t device, std::uint64_t offset, const Bytes& content) {
    Operation write;
    write.device = device;
    write.offset = offset;
    write.data = content;
    medium.apply(write);
}

class UBootBackend final : public Backend {
public:
    [[nodiscard]] std::string name() const override { return "u-boot"; }
    void addTo(Medium& medium, const SlotDevices& slots) override {
        Bytes environment = noise(std::size_t{32} << 10, 2002);
        for (std::size_t copy : {0U, 1U}) {
            auto kept = variables;
            kept.emplace_back("env_kept", "1");
            const Bytes image =
                environmentCopy(kept, m_places.sizeBytes, static_cast<unsigned char>(254 + copy));
            std::copy(image.begin(), image.end(),
                      environment.begin() + static_cast<std::ptrdiff_t>(m_places.offset[copy]));
        }
        m_places.device = medium.addDevice(std::move(environment));
        m_model = makeUBootModel(m_places.device, {m_places.offset[0], m_places.offset[1]},
                                 m_places.sizeBytes, slots);
    }
    [[nodiscard]] std::unique_ptr<installer::BootControl> control(Machine& machine,
                                                                  installer::BootedSlot&) const override {
        return installer::makeVariableBootControl({}, {"a", "b"}, makeEnvironment(machine, m_places),
                                                  "environment");
    }
    [[nodiscard]] const LoaderModel& model() const override { return *m_model; }
    [[nodiscard]] bool owns(const Operation& operation) const override {
        return operation.kind <= Kind::BlockFlush && operation.device == m_places.device;
    }
    [[nodiscard]] Bytes copy(const Medium& medium, std::size_t which) const override {
        return toBytes(
            ByteView(*medium.device(m_places.device)).subspan(m_places.offset[which], m_places.sizeBytes));
    }
    void overwriteCopy(Medium& medium, std::size_t which, const Bytes& content) const override {
        overwriteDevice(medium, m_places.device, m_places.offset[which], content);
    }
    void overwriteYounger(Operation& operation) const override {
        if (operation.kind == Kind::BlockWrite) {
            operation.offset = m_places.offset[operation.offset == m_places.offset[0] ? 1 : 0];
        }
    }
    [[nodiscard]] bool takesTurns() const override { return true; }

private:
    EnvironmentPlaces m_places;
    std::unique_ptr<LoaderModel> m_model;
};

/// The product's own files beneath: all of its code but the system calls.
class GrubBackend final : public Backend {
public:
    [[nodiscard]] std::string name() const override { return "grub"; }
    void addTo(Medium& medium, const SlotDevices& slots) override {
        std::string text = "# GRUB Environment Block\n";
        for (const auto& [name, value] : variables) {
            text += name + "=" + value + "\n";
        }
        text.resize(fileBytes, '#');
        for (std::size_t& device : m_devices) {
            device = medium.addDevice(toBytes(asBytes(text)));
        }
        m_model = makeGrubModel(m_devices[0], m_devices[1], slots);
        m_config.environment = std::to_string(m_devices[0]);
        m_config.previous = std::to_string(m_devices[1]);
        m_config.lockFile = (m_folder.path() + "/lock").toStdString();
    }
    [[nodiscard]] std::unique_ptr<installer::BootControl> control(Machine& machine,
                                                                  installer::BootedSlot&) const override {
        return installer::makeGrubControl(
            m_config, {"a", "b"}, [&machine](const std::filesystem::path& path) {
                return Result<std::unique_ptr<BlockDevice>>(makeBlockDevice(machine, std::stoul(path)));
            });
    }
    [[nodiscard]] const LoaderModel& model() const override { return *m_model; }
    [[nodiscard]] bool owns(const Operation& operation) const override {
        return operation.kind <= Kind::BlockFlush &&
               (operation.device == m_devices[0] || operation.device == m_devices[1]);
    }
    [[nodiscard]] Bytes copy(const Medium& medium, std::size_t which) const override {
        return *medium.device(m_devices[which]);
    }
    void overwriteCopy(Medium& medium, std::size_t which, const Bytes& content) const override {
        overwriteDevice(medium, m_devices[which], 0, content);
    }

private:
    static constexpr std::size_t fileBytes = 1024;
    std::array<std::size_t, 2> m_devices{};
    QTemporaryDir m_folder;
    device::GrubConfig m_config;
    std::unique_ptr<LoaderModel> m_model;
};

constexpr std::array entryNames{"esp/fieldfare-1.conf", "esp/fieldfare-2.conf"};

/// The product's own files beneath, as with GRUB.
class SystemdBootBackend final : public Backend {
public:
    [[nodiscard]] std::string name() const override { return "systemd-boot"; }
    void addTo(Medium& medium, const SlotDevices& slots) override {
        addFile(medium, "esp/loader.conf", "default fieldfare-*\ntimeout 0\n");
        addFile(medium, "esp/fieldfare-0.conf",
                "sort-key fieldfare\nversion 0\nlinux /a/linux\noptions fieldfare.slot=a\n");
        for (std::size_t i : {0U, 1U}) {
            std::string text = "title a\nsort-key fieldfare\nversion " + std::to_string(i + 1) +
                               "\nlinux /fieldfare/a/linux.efi\noptions fieldfare.slot=a\n"
                               "#fieldfare slot=a rolled_back=0 epoch=0 state_a=good state_b=bad\n";
            text.resize(512, '\0');
            addFile(medium, entryNames[i], text);
        }
        std::string inert = "#fieldfare inert\nversion 0\n";
        inert.resize(512, '\0');
        addFile(medium, "esp/fieldfare-trial+3.conf", inert);
        m_model = makeSystemdBootModel(slots);
        m_config.entries = "esp";
        m_config.lockFile = (m_folder.path() + "/lock").toStdString();
    }
    [[nodiscard]] std::unique_ptr<installer::BootControl>
    control(Machine& machine, installer::BootedSlot& booted) const override {
        return installer::makeSystemdBootControl(
            m_config, {"a", "b"}, booted, [&machine](const std::filesystem::path&) {
                return Result<installer::EntryFolder>(
                    installer::EntryFolder{makeFolder(machine, "esp/"), [&machine](const std::string& name) {
                                               return makeFileBlock(machine, "esp/" + name);
                                           }});
            });
    }
    [[nodiscard]] const LoaderModel& model() const override { return *m_model; }
    [[nodiscard]] bool owns(const Operation& operation) const override {
        return operation.kind > Kind::BlockFlush && isOnEsp(operation.name);
    }
    [[nodiscard]] Bytes copy(const Medium& medium, std::size_t which) const override {
        return *medium.file(entryNames[which]);
    }
    void overwriteCopy(Medium& medium, std::size_t which, const Bytes& content) const override {
        Operation write;
        write.kind = Kind::FileWrite;
        write.name = entryNames[which];
        write.inode = medium.inodeOf(write.name);
        write.data = content;
        medium.apply(write);
    }

private:
    static void addFile(Medium& medium, const std::string& name, const std::string& text) {
        Operation operation;
        operation.kind = Kind::FileCreate;
        operation.inode = medium.newInode();
        operation.name = name;
        medium.apply(operation);
        operation.kind = Kind::FileWrite;
        operation.data = toBytes(asBytes(text));
        medium.apply(operation);
    }
    QTemporaryDir m_folder;
    device::SystemdBootConfig m_config;
    std::unique_ptr<LoaderModel> m_model;
};

} // namespace

const std::vector<std::string>& backendNames() {
    static const std::vector<std::string> names{"u-boot", "grub", "systemd-boot"};
    return names;
}

std::unique_ptr<Backend> makeBackend(const std::string& name) {
    if (name == "grub") {
        return std::make_unique<GrubBackend>();
    }
    if (name == "systemd-boot") {
        return std::make_unique<SystemdBootBackend>();
    }
    return std::make_unique<UBootBackend>();
}

} // namespace fieldfare::powercut
