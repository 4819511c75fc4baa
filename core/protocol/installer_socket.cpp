// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/installer_socket.h"

namespace fieldfare {

namespace {

constexpr std::size_t lengthBytes = 4;
constexpr std::size_t positionBytes = 8;

Error badMessage(std::string detail) {
    return Error(ErrorCode::BadMessage, {{"detail", std::move(detail)}});
}

bool carriesData(SocketFrame type) {
    return type == SocketFrame::Head || type == SocketFrame::Data;
}

/// The largest payload of a type; 0 for a type that does not exist.
std::size_t maxPayload(SocketFrame type) {
    switch (type) {
    case SocketFrame::Request:
    case SocketFrame::Reply:
    case SocketFrame::Event:
        return maxControlFrame;
    case SocketFrame::Ranges:
    case SocketFrame::Ack:
        return maxSocketData;
    case SocketFrame::Head:
    case SocketFrame::Data:
        return positionBytes + maxSocketData;
    }
    return 0;
}

Result<SocketMessage> decode(SocketFrame type, ByteView payload) {
    SocketMessage message;
    message.type = type;
    if (carriesData(type)) {
        if (payload.size() < positionBytes) {
            return badMessage("data without a position");
        }
        message.position = loadLittleEndian<std::uint64_t>(payload);
        message.data = toBytes(payload.subspan(positionBytes));
        return message;
    }
    auto json = parseJson(asText(payload), {.maxBytes = maxSocketData, .maxDepth = 12});
    if (!json.ok()) {
        return badMessage("not JSON");
    }
    if (!json->is_object()) {
        return badMessage("not a JSON object");
    }
    message.json = std::move(json).value();
    return message;
}

} // namespace

std::array<std::byte, 13> encodeDataHeader(SocketFrame type, std::uint64_t position, std::size_t dataBytes) {
    std::array<std::byte, 13> header{};
    storeLittleEndian(MutableBytes(header), static_cast<std::uint32_t>(1 + positionBytes + dataBytes));
    header[lengthBytes] = static_cast<std::byte>(type);
    storeLittleEndian(MutableBytes(header).subspan(lengthBytes + 1), position);
    return header;
}

Bytes encodeMessage(const SocketMessage& message) {
    if (carriesData(message.type)) {
        const auto header = encodeDataHeader(message.type, message.position, message.data.size());
        Bytes frame(header.begin(), header.end());
        frame.insert(frame.end(), message.data.begin(), message.data.end());
        return frame;
    }
    const std::string text = message.json.dump(-1, ' ', false, Json::error_handler_t::replace);
    Bytes frame;
    frame.reserve(lengthBytes + 1 + text.size());
    appendLittleEndian(frame, static_cast<std::uint32_t>(1 + text.size()));
    frame.push_back(static_cast<std::byte>(message.type));
    const ByteView bytes = asBytes(text);
    frame.insert(frame.end(), bytes.begin(), bytes.end());
    return frame;
}

SocketMessage socketRequest(std::string_view what, Json params) {
    params["do"] = std::string(what);
    return {SocketFrame::Request, std::move(params), 0, {}};
}

SocketMessage socketReply(Json ok) {
    Json json = Json::object();
    json["ok"] = std::move(ok);
    return {SocketFrame::Reply, std::move(json), 0, {}};
}

SocketMessage socketReply(const Error& error) {
    Json json = Json::object();
    json["error"] = toJson(error);
    return {SocketFrame::Reply, std::move(json), 0, {}};
}

SocketMessage socketEvent(std::string_view name, Json data) {
    Json json = Json::object();
    json["event"] = std::string(name);
    json["data"] = std::move(data);
    return {SocketFrame::Event, std::move(json), 0, {}};
}

Result<Json> openReply(const SocketMessage& message) {
    if (message.type != SocketFrame::Reply) {
        return badMessage("a reply was expected");
    }
    if (const auto error = message.json.find("error"); error != message.json.end()) {
        return errorFromJson(*error);
    }
    const auto ok = message.json.find("ok");
    if (ok == message.json.end() || !ok->is_object()) {
        return badMessage("a reply without a result");
    }
    return *ok;
}

SocketMessage socketAck(const SocketAck& ack) {
    Json json = Json::object();
    json["position"] = ack.position;
    json["durable"] = ack.durable;
    json["total"] = ack.total;
    json["granted"] = ack.granted;
    return {SocketFrame::Ack, std::move(json), 0, {}};
}

Result<SocketAck> openAck(const SocketMessage& message) {
    if (message.type != SocketFrame::Ack) {
        return badMessage("an acknowledgement was expected");
    }
    JsonReader reader(message.json, "ack");
    SocketAck ack;
    ack.position = reader.number("position", INT64_MAX);
    ack.durable = reader.number("durable", INT64_MAX);
    ack.total = reader.number("total", INT64_MAX);
    ack.granted = reader.number("granted", INT64_MAX);
    FF_CHECK(reader.finishLenient());
    return ack;
}

void SocketDecoder::feed(ByteView bytes) {
    if (m_broken) {
        return;
    }
    if (m_consumed == m_buffer.size()) {
        m_buffer.clear();
        m_consumed = 0;
    } else if (m_consumed > m_buffer.size() / 2) {
        m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_consumed));
        m_consumed = 0;
    }
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

Result<std::optional<SocketMessage>> SocketDecoder::next() {
    if (m_broken) {
        return badMessage("the stream is out of step");
    }
    const ByteView rest = ByteView(m_buffer).subspan(m_consumed);
    if (rest.size() < lengthBytes + 1) {
        return std::optional<SocketMessage>();
    }
    const std::size_t length = loadLittleEndian<std::uint32_t>(rest);
    const auto type = static_cast<SocketFrame>(rest[lengthBytes]);
    if (length < 1 || length - 1 > maxPayload(type)) { // before the frame is waited for
        m_broken = true;
        return badMessage("a frame of type " + std::to_string(static_cast<unsigned>(type)) + " with " +
                          std::to_string(length) + " bytes");
    }
    if (rest.size() - lengthBytes < length) {
        return std::optional<SocketMessage>();
    }
    auto message = decode(type, rest.subspan(lengthBytes + 1, length - 1));
    m_consumed += lengthBytes + length;
    if (!message.ok()) {
        m_broken = true;
        return std::move(message).error();
    }
    return std::optional<SocketMessage>(std::move(message).value());
}

} // namespace fieldfare
