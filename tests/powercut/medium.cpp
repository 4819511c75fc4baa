// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/medium.h"

#include <algorithm>
#include <set>

namespace fieldfare::powercut {

namespace {

/// The content for writing: copied if somebody else has it, too.
Bytes& owned(Medium::Content& content) {
    if (content.use_count() != 1) {
        content = std::make_shared<const Bytes>(*content);
    }
    return const_cast<Bytes&>(*content); // made as one of ours, just now or earlier
}

struct Piece {
    std::size_t from = 0;
    std::size_t to = 0;
};

/// The parts of a write that arrive, relative to its start.
std::vector<Piece> piecesOf(const Operation& operation, const Tear& tear, bool isFile) {
    const std::size_t length = operation.data.size();
    if (tear.sectorBytes == 0) {
        return {{0, length}};
    }
    std::vector<Piece> sectors;
    for (std::size_t from = 0; from < length;) {
        const std::uint64_t at = operation.offset + from;
        const auto to = std::min<std::size_t>(length, from + tear.sectorBytes - at % tear.sectorBytes);
        sectors.push_back({from, to});
        from = to;
    }
    Lot lot(tear.lot);
    if (sectors.size() < 2) {
        const bool inBytes = isFile && length > 1;
        return inBytes ? std::vector<Piece>{{0, lot.below(length)}} : sectors;
    }
    const std::size_t lost = lot.below(sectors.size());
    const std::size_t kept = (lost + 1 + lot.below(sectors.size() - 1)) % sectors.size();
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < sectors.size(); ++i) {
        if (i == kept || (i != lost && lot.below(2) == 0)) {
            pieces.push_back(sectors[i]);
        }
    }
    return pieces;
}

} // namespace

std::string toText(const Operation& operation) {
    static constexpr const char* words[] = {"read device", "write device", "flush device", "read file",
                                            "create",      "write file",   "sync file",    "rename",
                                            "remove",      "sync folder"};
    std::string text = words[static_cast<std::size_t>(operation.kind)];
    if (operation.kind <= Kind::BlockFlush) {
        text += " " + std::to_string(operation.device);
    } else {
        text += " " + operation.name + (operation.target.empty() ? "" : " to " + operation.target);
    }
    if (!operation.data.empty()) {
        text += " at " + std::to_string(operation.offset) + ", " + std::to_string(operation.data.size()) +
                " bytes";
    }
    return text + (operation.failed ? " (failed)" : "");
}

std::string folderOf(const std::string& name) {
    return name.substr(0, name.rfind('/') + 1);
}

std::size_t Medium::addDevice(Bytes content) {
    m_devices.push_back(std::make_shared<const Bytes>(std::move(content)));
    return m_devices.size() - 1;
}

const Bytes* Medium::file(const std::string& name) const {
    const int inode = inodeOf(name);
    return inode == 0 ? nullptr : m_inodes.at(inode).get();
}

int Medium::inodeOf(const std::string& name) const {
    const auto found = m_names.find(name);
    return found == m_names.end() ? 0 : found->second;
}

void Medium::collect() {
    std::set<int> named;
    for (const auto& [name, inode] : m_names) {
        named.insert(inode);
    }
    std::erase_if(m_inodes, [&](const auto& entry) { return !named.contains(entry.first); });
}

void Medium::write(Content& content, const Operation& operation, const Tear& tear, bool grows) {
    Bytes& bytes = owned(content);
    const bool inBytes = grows && !isOnEsp(operation.name);
    for (const Piece& piece : piecesOf(operation, tear, inBytes)) {
        const auto start = static_cast<std::size_t>(operation.offset) + piece.from;
        const std::size_t end = start + (piece.to - piece.from);
        if (grows && bytes.size() < end) {
            bytes.resize(end);
        }
        std::copy_n(operation.data.begin() + static_cast<std::ptrdiff_t>(piece.from), piece.to - piece.from,
                    bytes.begin() + static_cast<std::ptrdiff_t>(start));
    }
    const bool leavesZeros = inBytes && tear.sectorBytes != 0 && (tear.lot & 1U) != 0;
    if (leavesZeros) { // the size arrived, and the data did not
        bytes.resize(std::max<std::size_t>(bytes.size(), operation.offset + operation.data.size()));
    }
}

void Medium::apply(const Operation& operation, const Tear& tear) {
    const auto inode = [this, &operation]() -> Content& {
        Content& content = m_inodes[operation.inode];
        if (!content) {
            content = std::make_shared<const Bytes>();
        }
        m_nextInode = std::max(m_nextInode, operation.inode + 1);
        return content;
    };
    switch (operation.kind) {
    case Kind::BlockWrite:
        write(m_devices.at(operation.device), operation, tear, false);
        break;
    case Kind::FileWrite:
        write(inode(), operation, tear, true);
        break;
    case Kind::FileCreate:
        inode();
        m_names[operation.name] = operation.inode;
        break;
    case Kind::FileRename:
        inode();
        if (tear.sectorBytes == 0 || (!operation.byFirmware && (tear.lot & 1U) == 0)) {
            m_names[operation.target] = operation.inode;
        }
        if (inodeOf(operation.name) == operation.inode &&
            (tear.sectorBytes == 0 || operation.byFirmware || (tear.lot & 1U) != 0)) {
            m_names.erase(operation.name);
        }
        break;
    case Kind::FileRemove:
        if (inodeOf(operation.name) == operation.inode) {
            m_names.erase(operation.name);
        }
        break;
    case Kind::BlockRead:
    case Kind::BlockFlush:
    case Kind::FileRead:
    case Kind::FileSync:
    case Kind::FolderSync:
        break;
    }
}

} // namespace fieldfare::powercut
