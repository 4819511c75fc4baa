// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/powercut/backend.h"
#include "tests/support/test_fleet.h"

#include "device-agent/config/device_config.h"

#include <QTemporaryDir>

namespace fieldfare::powercut {

/// The releases that exist, by index.
enum Release : std::size_t {
    Factory, ///< In slot a when the device is new.
    Before,  ///< In slot b: the release before the running one.
    Running, ///< In slot a.
    Full,    ///< All of it new.
    Delta,   ///< Most of it is in Running, too.
    Part,    ///< One group is new; the other one is Running's, and comes by copying.
    Next,    ///< All of it new, after Full.
    releaseCount
};

struct ReleaseImages {
    std::string version;
    std::uint64_t epoch = 1;
    std::map<std::string, Bytes> images; ///< By group.
    Bytes bundle;
    std::uint64_t headBytes = 0;
};

/// Keys, signed bundles and the configuration of a small device: made once, and then only read.
class Workshop {
public:
    explicit Workshop(const std::string& backend = "u-boot");

    [[nodiscard]] const ReleaseImages& release(std::size_t index) const { return m_releases.at(index); }
    [[nodiscard]] const device::DeviceConfig& config() const { return m_config; }
    [[nodiscard]] const Backend& backend() const { return *m_backend; }
    [[nodiscard]] const SlotDevices& slotDevices() const { return m_slotDevices; }
    [[nodiscard]] const std::vector<std::string>& groups() const { return m_groups; }
    [[nodiscard]] const LoaderModel& loader() const { return m_backend->model(); }
    [[nodiscard]] std::size_t dataDevice() const { return m_dataDevice; }
    [[nodiscard]] std::size_t recoveryDevice() const { return m_recoveryDevice; }

    /// A device fresh from the factory: Factory in slot a, noise in slot b, an empty state folder with a file
    /// of somebody else's in it.
    [[nodiscard]] Medium newDevice() const;
    /// The release whose images a slot holds, all of them and nothing else; nothing if there is none.
    [[nodiscard]] std::optional<std::size_t> wholeRelease(const Medium& medium,
                                                          const std::string& slot) const;
    /// Whether one part of a slot holds the image of some release.
    [[nodiscard]] bool isWhole(const Medium& medium, const std::string& slot, std::size_t part) const;
    /// The same, whatever its first 4 KiB hold.
    [[nodiscard]] bool isWholeBehindHead(const Medium& medium, const std::string& slot,
                                         std::size_t part) const;

    /// A device that was made once by `make` and is then only copied.
    [[nodiscard]] const Medium& workingDevice(const std::function<Medium()>& make) const {
        m_working = m_working ? std::move(m_working) : make();
        return *m_working;
    }

    static constexpr const char* strangerName = "customer.db";
    [[nodiscard]] const Bytes& stranger() const { return m_stranger; }

private:
    void makeImages();
    void buildAll();
    [[nodiscard]] bool holdsFrom(std::size_t offset, const Medium& medium, const std::string& slot,
                                 std::size_t part) const;

    QTemporaryDir m_folder;
    test::TestFleet m_fleet;
    std::vector<std::string> m_groups{"boot", "rootfs"};
    std::vector<ReleaseImages> m_releases;
    device::DeviceConfig m_config;
    SlotDevices m_slotDevices;
    std::size_t m_dataDevice = 0;
    std::size_t m_recoveryDevice = 0;
    std::unique_ptr<Backend> m_backend;
    Bytes m_stranger;
    Medium m_new;
    mutable std::optional<Medium> m_working;
};

} // namespace fieldfare::powercut
