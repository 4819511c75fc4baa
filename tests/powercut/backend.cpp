// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/backend.h"

#include "device-agent/installer/bootloaders/grub.h"
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
    [[nodiscard]] std::unique_ptr<installer::BootControl> control(Machine& machine) const override {
        return installer::makeVariableBootControl({}, {"a", "b"}, makeEnvironment(machine, m_places),
                                                  "environment");
    }
    [[nodiscard]] const LoaderModel& model() const override { return *m_model; }
    [[nodiscard]] bool owns(const Operation& operation) const override {
        return operation.kind <= Kind::BlockFlush && operation.device == m_places.device;
    }
    [[nodiscard]] std::vector<Copy> copies() const override {
        return {{m_places.device, m_places.offset[0], m_places.sizeBytes},
                {m_places.device, m_places.offset[1], m_places.sizeBytes}};
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
    [[nodiscard]] std::unique_ptr<installer::BootControl> control(Machine& machine) const override {
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
    [[nodiscard]] std::vector<Copy> copies() const override {
        return {{m_devices[0], 0, fileBytes}, {m_devices[1], 0, fileBytes}};
    }

private:
    static constexpr std::size_t fileBytes = 1024;
    std::array<std::size_t, 2> m_devices{};
    QTemporaryDir m_folder;
    device::GrubConfig m_config;
    std::unique_ptr<LoaderModel> m_model;
};

} // namespace

const std::vector<std::string>& backendNames() {
    static const std::vector<std::string> names{"u-boot", "grub"};
    return names;
}

std::unique_ptr<Backend> makeBackend(const std::string& name) {
    if (name == "grub") {
        return std::make_unique<GrubBackend>();
    }
    return std::make_unique<UBootBackend>();
}

} // namespace fieldfare::powercut
