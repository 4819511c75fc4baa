// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <zlib.h>

namespace fieldfare::test {

using EnvironmentVariables = std::map<std::string, std::string>;

/// One copy of a U-Boot environment, as mkenvimage writes it: CRC-32 (little-endian, as on every board here)
/// of what follows, in the redundant form one byte of flags that is not part of it, name=value with a NUL
/// each, one more NUL, padding.
inline Bytes environmentImage(const EnvironmentVariables& variables, std::size_t sizeBytes,
                              std::optional<unsigned char> flags) {
    Bytes data;
    for (const auto& [name, value] : variables) {
        const std::string entry = name + "=" + value;
        const ByteView text = asBytes(entry);
        data.insert(data.end(), text.begin(), text.end());
        data.push_back(std::byte{0});
    }
    data.push_back(std::byte{0});
    data.resize(sizeBytes - 4 - (flags ? 1 : 0), std::byte{0});
    Bytes image;
    appendLittleEndian(image,
                       static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(data.data()),
                                                          static_cast<uInt>(data.size()))));
    if (flags) {
        image.push_back(static_cast<std::byte>(*flags));
    }
    image.insert(image.end(), data.begin(), data.end());
    return image;
}

/// A redundant environment in two files with its fw_env.config, in a folder of the test.
class EnvironmentFiles {
public:
    static constexpr std::size_t copyBytes = 0x2000;
    static constexpr std::size_t offsetBytes = 0x100;

    EnvironmentFiles(std::filesystem::path folder, const EnvironmentVariables& variables)
        : m_folder(std::move(folder)) {
        writeCopy(0, environmentImage(variables, copyBytes, 1));
        writeCopy(1, environmentImage(variables, copyBytes, 0));
        writeConfig(2);
    }

    void writeConfig(int copies) const {
        std::ofstream config(configPath());
        config << "# device offset size\n";
        for (int copy = 0; copy < copies; ++copy) {
            config << copyPath(copy).string() << " 0x100 0x2000\n";
        }
    }
    void writeCopy(int copy, const Bytes& image) const {
        std::ofstream file(copyPath(copy), std::ios::binary | std::ios::trunc);
        file << std::string(offsetBytes, 'x') << asText(image);
    }
    [[nodiscard]] Bytes readCopy(int copy) const {
        std::ifstream file(copyPath(copy), std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        return toBytes(asBytes(text).subspan(offsetBytes));
    }
    /// Flips one bit of a copy's variables.
    void damage(int copy) const {
        Bytes image = readCopy(copy);
        image[10] ^= std::byte{1};
        writeCopy(copy, image);
    }
    [[nodiscard]] std::filesystem::path configPath() const { return m_folder / "fw_env.config"; }
    [[nodiscard]] std::filesystem::path copyPath(int copy) const {
        return m_folder / ("env" + std::to_string(copy) + ".bin");
    }
    [[nodiscard]] std::filesystem::path lockPath() const { return m_folder / "env.lock"; }

private:
    std::filesystem::path m_folder;
};

} // namespace fieldfare::test
