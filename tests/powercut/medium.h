// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fieldfare::powercut {

enum class Kind : std::uint8_t {
    BlockRead,
    BlockWrite,
    BlockFlush,
    FileRead,
    FileCreate,
    FileWrite,
    FileSync,
    FileRename,
    FileRemove,
    FolderSync,
};

/// One operation on the medium: what one system call does.
struct Operation {
    Kind kind = Kind::BlockWrite;
    std::size_t device = 0;   ///< Of block operations.
    std::uint64_t offset = 0; ///< On the device, or in the file.
    Bytes data;
    int inode = 0;           ///< Of file operations.
    std::string name;        ///< In the folder.
    std::string target;      ///< Of a rename.
    bool byFirmware = false; ///< A rename that, when it is torn, leaves neither name and never both.
    bool failed = false;     ///< A flush that failed: what it should have written may be lost for ever.
};

/// "write device 2 at 4096, 512 bytes": for people.
[[nodiscard]] std::string toText(const Operation& operation);

[[nodiscard]] constexpr bool isSync(Kind kind) {
    return kind == Kind::BlockFlush || kind == Kind::FileSync || kind == Kind::FolderSync;
}

/// How a write is torn: which of its sectors arrive is drawn by lot, but neither all nor none of them. A
/// write to a file within one sector keeps some of its first bytes, and zeros or nothing behind them.
struct Tear {
    unsigned sectorBytes = 0; ///< 0: not torn.
    std::uint64_t lot = 0;
};

/// "esp/" of "esp/fieldfare-1.conf", "" of "journal".
[[nodiscard]] std::string folderOf(const std::string& name);

/// The EFI system partition: a file there is one sector, and a rename is two changes of a folder that has no
/// journal, so that a torn one leaves both names or neither.
[[nodiscard]] inline bool isOnEsp(const std::string& name) {
    return folderOf(name) == "esp/";
}

/// What is durable on a device: block devices, and one or two folders of files. Copies are cheap, since
/// contents are shared until they are written.
class Medium {
public:
    using Content = std::shared_ptr<const Bytes>;

    std::size_t addDevice(Bytes content);
    [[nodiscard]] const Content& device(std::size_t index) const { return m_devices.at(index); }
    [[nodiscard]] std::size_t deviceCount() const { return m_devices.size(); }

    /// Null if there is no such file.
    [[nodiscard]] const Bytes* file(const std::string& name) const;
    [[nodiscard]] const Bytes& inodeContent(int inode) const { return *m_inodes.at(inode); }
    [[nodiscard]] int inodeOf(const std::string& name) const; ///< 0: none.
    [[nodiscard]] const std::map<std::string, int>& names() const { return m_names; }
    [[nodiscard]] int newInode() { return m_nextInode++; }
    /// Forgets files without a name, as a check of the file system after a power cut does.
    void collect();

    void apply(const Operation& operation, const Tear& tear = {});

private:
    void write(Content& content, const Operation& operation, const Tear& tear, bool grows);

    std::vector<Content> m_devices;
    std::map<int, Content> m_inodes;
    std::map<std::string, int> m_names;
    int m_nextInode = 1;
};

/// A small, fast generator with a state that can be written into a command line.
class Lot {
public:
    explicit Lot(std::uint64_t seed)
        : m_state(seed) {}
    [[nodiscard]] std::uint64_t draw() { // splitmix64
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return draw() % limit; }

private:
    std::uint64_t m_state;
};

} // namespace fieldfare::powercut
