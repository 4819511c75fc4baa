// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/slot_writer.h"

#include <algorithm>
#include <cstring>

namespace fieldfare::installer {

SlotWriter::SlotWriter(std::string slot, std::unique_ptr<BlockDevice> device, StateStore& state)
    : m_slot(std::move(slot))
    , m_device(std::move(device))
    , m_state(state)
    , m_sink(*m_device) {}

Result<> SlotWriter::begin(std::uint64_t imageBytes) {
    m_savedHead.reset();
    m_unflushedBytes = 0;
    FF_CHECK(forget());
    return m_sink.begin(imageBytes).with("slot", m_slot);
}

Result<> SlotWriter::resume(std::uint64_t imageBytes) {
    FF_TRY(Bytes head, m_state.read(headFile(), withheldHeadBytes));
    FF_CHECK(m_sink.resume(imageBytes, head).with("slot", m_slot));
    m_savedHead = std::move(head);
    m_unflushedBytes = 0;
    return {};
}

Result<> SlotWriter::write(std::uint64_t offset, ByteView data) {
    m_unflushedBytes += data.size();
    m_dirty = true;
    return m_sink.write(offset, data).with("slot", m_slot);
}

Result<std::size_t> SlotWriter::writeDifferences(std::uint64_t offset, ByteView data, ByteView found) {
    constexpr std::size_t block = fingerprintBlockBytes;
    std::size_t equal = 0;
    std::size_t runStart = 0;
    for (std::size_t at = 0; at < data.size(); at += block) {
        const ByteView here = data.subspan(at, std::min(block, data.size() - at));
        if (std::memcmp(here.data(), found.data() + at, here.size()) != 0) {
            continue;
        }
        if (at > runStart) {
            FF_CHECK(write(offset + runStart, data.subspan(runStart, at - runStart)));
        }
        runStart = at + here.size();
        equal += isAllZero(here) ? 0 : 1;
    }
    if (runStart < data.size()) {
        FF_CHECK(write(offset + runStart, data.subspan(runStart)));
    }
    return equal;
}

Result<> SlotWriter::zero(std::uint64_t offset, std::uint64_t length) {
    m_dirty = true;
    return m_sink.zero(offset, length).with("slot", m_slot);
}

Result<> SlotWriter::checkpoint() {
    FF_CHECK(m_sink.checkpoint().with("slot", m_slot));
    m_unflushedBytes = 0;
    m_dirty = false;
    const ByteView head = m_sink.withheldHead();
    const bool saved =
        m_savedHead && std::equal(head.begin(), head.end(), m_savedHead->begin(), m_savedHead->end());
    if (saved) {
        return {};
    }
    if (auto kept = m_state.replace(headFile(), head); !kept.ok()) {
        return Error(ErrorCode::DataUnavailable, {{"path", m_state.pathOf(headFile()).string()}});
    }
    m_savedHead = toBytes(head);
    return {};
}

Result<> SlotWriter::read(std::uint64_t offset, MutableBytes into) {
    return m_sink.readBack(offset, into).with("slot", m_slot);
}

Result<Digest> SlotWriter::digestOf(std::uint64_t offset, std::uint64_t length) {
    Sha256 hash;
    FF_CHECK(m_sink
                 .readBack(offset, length,
                           [&hash](ByteView piece) {
                               hash.update(piece);
                               return Result<>();
                           })
                 .with("slot", m_slot));
    return hash.finish();
}

bool SlotWriter::holds(const Frame& frame) {
    const auto digest = digestOf(frame.imageOffset, frame.imageBytes);
    return digest.ok() && *digest == frame.contentDigest;
}

Result<> SlotWriter::verify(const Frame& frame) {
    FF_TRY(const Digest digest, digestOf(frame.imageOffset, frame.imageBytes));
    if (digest != frame.contentDigest) {
        return Error(ErrorCode::ReadBackFailed, {{"slot", m_slot}, {"offset", frame.imageOffset}});
    }
    return {};
}

Result<> SlotWriter::finish() {
    return m_sink.finishHead().with("slot", m_slot);
}

Result<> SlotWriter::forget() {
    if (auto removed = m_state.remove(headFile()); !removed.ok()) {
        return Error(ErrorCode::DataUnavailable, {{"path", m_state.pathOf(headFile()).string()}});
    }
    return {};
}

} // namespace fieldfare::installer
