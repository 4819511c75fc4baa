// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/device_memory.h"

#include <map>

namespace fieldfare::app {

/// Remembers devices in one JSON file, which is replaced as a whole: after a power cut it is the old or the
/// new one.
class FileMemory final : public DeviceMemory {
public:
    /// `path` need not exist; its folder is made.
    explicit FileMemory(QString path);
    [[nodiscard]] Result<std::vector<RememberedDevice>> devices() override;
    [[nodiscard]] Result<> remember(const RememberedDevice& device) override;
    [[nodiscard]] Result<> forget(const QString& address) override;

private:
    void read();
    [[nodiscard]] Result<> write() const;
    QString m_path;
    std::map<QString, RememberedDevice> m_devices;
};

} // namespace fieldfare::app
