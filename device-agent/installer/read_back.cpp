// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/read_back.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

constexpr std::size_t maxPieces = 4;
constexpr std::uint64_t zeroPieceBytes = std::uint64_t{256} << 10; ///< Runs of zeros may be long.

} // namespace

ReadBack::~ReadBack() {
    for (const auto& piece : m_pieces) {
        piece->compared.wait();
    }
}

Result<> ReadBack::check(SlotWriter& slot, const Frame& frame) {
    const std::uint64_t end = frame.imageOffset + frame.imageBytes;
    const std::uint64_t piece = frame.method == FrameMethod::Zero ? zeroPieceBytes : frame.imageBytes;
    for (std::uint64_t at = frame.imageOffset; at < end; at += piece) {
        FF_CHECK(compare(slot, frame, at, std::min(piece, end - at)));
    }
    return {};
}

Result<> ReadBack::compare(SlotWriter& slot, const Frame& frame, std::uint64_t offset, std::uint64_t length) {
    auto piece = std::make_unique<Piece>();
    if (m_pieces.size() >= maxPieces) {
        FF_TRY(piece, takeOldest());
    }
    const MutableBytes bytes = piece->bytes.resize(static_cast<std::size_t>(length));
    FF_CHECK(slot.read(offset, bytes));
    piece->compared = m_crew.begin([&slot, &frame, bytes](FrameDecoder&) -> Result<> {
        const bool right =
            frame.method == FrameMethod::Zero ? isAllZero(bytes) : sha256(bytes) == frame.contentDigest;
        if (!right) {
            return Error(ErrorCode::ReadBackFailed, {{"slot", slot.slot()}, {"offset", frame.imageOffset}});
        }
        return {};
    });
    m_pieces.push_back(std::move(piece));
    return {};
}

Result<std::unique_ptr<ReadBack::Piece>> ReadBack::takeOldest() {
    auto piece = std::move(m_pieces.front());
    m_pieces.pop_front();
    FF_CHECK(piece->compared.get());
    return piece;
}

Result<> ReadBack::finish() {
    while (!m_pieces.empty()) {
        FF_CHECK(takeOldest());
    }
    return {};
}

} // namespace fieldfare::installer
