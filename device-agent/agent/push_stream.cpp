// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/push_stream.h"

#include <algorithm>

namespace fieldfare::agent {

std::string Push::Stream::state() const {
    const auto text = installation.find("state");
    return text != installation.end() && text->is_string() ? text->get<std::string>() : "checking";
}

void Push::Stream::end(Result<Json> with) {
    if (ended()) {
        return;
    }
    if (with.ok() && with->contains("installation")) {
        installation = (*with)["installation"];
    }
    outcome = std::move(with);
    connection->close();
    changed.notify();
}

Result<> Push::Stream::take(const SocketMessage& message) {
    const Error bad(ErrorCode::BadMessage, {{"detail", "the installer's stream"}});
    switch (message.type) {
    case SocketFrame::Ranges: {
        const auto status = message.json.find("installation");
        const auto ranges = message.json.find("needed");
        if (status == message.json.end() || ranges == message.json.end()) {
            return bad;
        }
        FF_TRY(NeededRanges list, neededRangesFromJson(*ranges));
        FF_TRY(const InstallationStatus read, installationStatusFromJson(*status));
        if (!needed) {
            sent = list.position;
            ack.position = list.position;
            ack.granted = std::min(list.totalBytes, list.position + list.maxPutBytes);
        }
        id = read.id;
        installation = *status;
        ack.total = list.totalBytes;
        needed = std::move(list);
        break;
    }
    case SocketFrame::Ack: {
        FF_TRY(const SocketAck next, openAck(message));
        if (next.position > sent || next.position < ack.position || next.granted < ack.granted) {
            return bad;
        }
        ack = next;
        break;
    }
    case SocketFrame::Reply:
        end(openReply(message));
        break;
    case SocketFrame::Request:
    case SocketFrame::Event:
    case SocketFrame::Head:
    case SocketFrame::Data:
        return bad;
    }
    changed.notify();
    return {};
}

Json Push::Stream::progress() const {
    Json json = Json::object();
    json["received"] = sent;
    json["durable"] = ack.durable;
    json["totalBytes"] = ack.total;
    json["maxPutBytes"] = granted();
    json["complete"] = (needed && needed->complete) || (outcome && outcome->ok());
    json["state"] = state();
    return json;
}

} // namespace fieldfare::agent
