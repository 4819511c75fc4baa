// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/history.h"

#include <algorithm>
#include <set>

namespace fieldfare::powercut {

namespace {

bool settles(const Operation& sync, const Operation& write) {
    switch (sync.kind) {
    case Kind::BlockFlush:
        return write.kind == Kind::BlockWrite && write.device == sync.device;
    case Kind::FileSync:
        return write.kind == Kind::FileWrite && write.inode == sync.inode;
    case Kind::FolderSync:
        return (write.kind == Kind::FileCreate || write.kind == Kind::FileRename ||
                write.kind == Kind::FileRemove) &&
               folderOf(write.name) == sync.name;
    default:
        return false;
    }
}

bool canTear(const Operation& operation, unsigned sector) {
    if (operation.kind == Kind::FileRename) {
        return isOnEsp(operation.name);
    }
    const std::size_t length = operation.data.size();
    return length > 1 && (length > sector || (sector == 512 && operation.kind == Kind::FileWrite));
}

std::uint64_t lotOf(std::uint64_t seed, const Cut& cut) {
    std::uint64_t mixed = seed * 1'000'003 + cut.at * 31 + cut.tearBytes;
    for (const bool bit : cut.keep) {
        mixed = mixed * 3 + (bit ? 2 : 1);
    }
    return Lot(mixed).draw();
}

} // namespace

std::string toText(const std::vector<bool>& keep) {
    std::string text = "0b";
    for (const bool bit : keep) {
        text += bit ? '1' : '0';
    }
    return text;
}

std::vector<bool> keepFromText(std::string_view text) {
    std::vector<bool> keep;
    text.remove_prefix(text.starts_with("0b") ? 2 : 0);
    for (const char digit : text) {
        keep.push_back(digit == '1');
    }
    return keep;
}

void History::settle(const Operation& sync) {
    std::vector<std::size_t> left;
    for (const std::size_t index : m_pending) {
        const Operation& write = m_recording.operations[index];
        const bool doubtful = std::find(m_doubtful.begin(), m_doubtful.end(), index) != m_doubtful.end();
        if (!settles(sync, write) || doubtful) {
            left.push_back(index);
        } else if (sync.failed) {
            m_doubtful.push_back(index);
            left.push_back(index);
        } else {
            m_durable.apply(write);
        }
    }
    m_pending = std::move(left);
}

bool History::advance() {
    if (m_position >= m_recording.operations.size()) {
        return false;
    }
    const Operation& operation = m_recording.operations[m_position];
    if (isSync(operation.kind)) {
        settle(operation);
    } else {
        m_pending.push_back(m_position);
    }
    ++m_position;
    return true;
}

void History::advanceTo(std::size_t position) {
    while (m_position < position && advance()) {
    }
}

Medium History::after(const Cut& cut, std::uint64_t seed) const {
    Medium medium = m_durable;
    std::size_t last = m_pending.size();
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        last = i < cut.keep.size() && cut.keep[i] ? i : last;
    }
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        if (i < cut.keep.size() && cut.keep[i]) {
            const Tear tear{i == last ? cut.tearBytes : 0, lotOf(seed, cut)};
            medium.apply(m_recording.operations[m_pending[i]], tear);
        }
    }
    return medium;
}

std::vector<Cut> History::cuts(std::size_t subsets, std::uint64_t seed) const {
    std::vector<Cut> cuts;
    const std::size_t count = m_pending.size();
    std::set<std::vector<bool>> masks{std::vector<bool>(count, false), std::vector<bool>(count, true)};
    Lot lot(seed * 7919 + m_position);
    const std::size_t wanted =
        count < 8 ? std::min<std::size_t>(subsets + 2, std::size_t{1} << count) : subsets + 2;
    while (masks.size() < wanted) {
        std::vector<bool> mask(count);
        for (std::size_t i = 0; i < count; ++i) {
            mask[i] = lot.below(2) == 1;
        }
        masks.insert(std::move(mask));
    }
    for (const std::vector<bool>& mask : masks) {
        cuts.push_back({m_position, mask, 0});
        std::size_t last = count;
        for (std::size_t i = 0; i < count; ++i) {
            last = mask[i] ? i : last;
        }
        for (const unsigned sector : {512U, 4096U}) {
            const bool torn = last < count && canTear(m_recording.operations[m_pending[last]], sector);
            if (torn) {
                cuts.push_back({m_position, mask, sector});
            }
        }
    }
    return cuts;
}

} // namespace fieldfare::powercut
