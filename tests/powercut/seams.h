// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/block_device.h"
#include "core/storage/folder_operations.h"
#include "device-agent/installer/bootloaders/boot_environment.h"
#include "tests/powercut/machine.h"

namespace fieldfare::powercut {

/// The product's seams on a Machine. All borrow it.

[[nodiscard]] std::unique_ptr<BlockDevice> makeBlockDevice(Machine& machine, std::size_t device);
/// The state folder, or with `prefix` ("esp/") another folder, whose names begin with it on the medium.
[[nodiscard]] std::unique_ptr<FolderOperations> makeFolder(Machine& machine, std::string prefix = {});
/// A file for writing in place. Errors: NotFound.
[[nodiscard]] Result<std::unique_ptr<BlockDevice>> makeFileBlock(Machine& machine, const std::string& name);

/// Where the two copies of the environment lie, on a device of their own.
struct EnvironmentPlaces {
    std::size_t device = 0;
    std::uint64_t offset[2] = {0x400, 0x4400}; // neither aligned to what a torn write keeps, nor adjacent
    std::size_t sizeBytes = 0x2000;
};

/// What libubootenv 0.3 does to a redundant environment on a block device or file: the younger valid copy is
/// read, the older one is overwritten in one write with the count of the other plus one, and flushed.
/// tst_powercut_libubootenv compares it with the real library, byte by byte and call by call.
[[nodiscard]] std::unique_ptr<installer::BootEnvironment> makeEnvironment(Machine& machine,
                                                                          const EnvironmentPlaces& places);

/// A copy of an environment as a tool like mkenvimage makes it; `names` are written in this order.
[[nodiscard]] Bytes environmentCopy(const std::vector<std::pair<std::string, std::string>>& variables,
                                    std::size_t sizeBytes, unsigned char flags);

} // namespace fieldfare::powercut
