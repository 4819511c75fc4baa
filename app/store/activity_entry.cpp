// SPDX-License-Identifier: Apache-2.0
#include "app/store/activity_entry.h"

#include "core/base/json.h"

namespace fieldfare::app {

namespace {

constexpr std::size_t maxSlugBytes = 48;
constexpr std::size_t maxNameBytes = 256;
constexpr std::size_t maxDetailBytes = 512;
constexpr std::uint64_t maxNumber = std::uint64_t{1} << 53; // what every reader of JSON holds exactly

/// At most `bytes` of valid UTF-8, and no torn character at the end.
std::string cut(const std::string& raw, std::size_t bytes) {
    const std::string text =
        Json::parse(Json(raw).dump(-1, ' ', true, Json::error_handler_t::replace)).get<std::string>();
    if (text.size() <= bytes) {
        return text;
    }
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end);
}

} // namespace

std::string activityLine(const ActivityEntry& entry) {
    const Json json{{"n", entry.number},
                    {"at", entry.at.time_since_epoch().count()},
                    {"program", cut(entry.program, maxSlugBytes)},
                    {"act", cut(entry.act, maxSlugBytes)},
                    {"subject", cut(entry.subject, maxNameBytes)},
                    {"device", cut(entry.device, maxNameBytes)},
                    {"result", cut(entry.result, maxSlugBytes)},
                    {"detail", cut(entry.detail, maxDetailBytes)},
                    {"previous", entry.previous.hex()}};
    // ASCII, so that no control or direction character of a device's text reaches whoever looks at the file.
    return json.dump(-1, ' ', true);
}

Result<ActivityEntry> parseActivityLine(std::string_view line) {
    FF_TRY(const Json json, parseJson(line, {maxActivityLineBytes, 2}));
    JsonReader reader(json, "activity");
    ActivityEntry entry;
    entry.number = reader.number("n", maxNumber);
    entry.at = UnixTime{std::chrono::seconds(reader.signedNumber("at"))};
    entry.program = reader.text("program", maxSlugBytes);
    entry.act = reader.text("act", maxSlugBytes);
    entry.subject = reader.text("subject", maxNameBytes);
    entry.device = reader.text("device", maxNameBytes);
    entry.result = reader.text("result", maxSlugBytes);
    entry.detail = reader.text("detail", maxDetailBytes);
    const auto previous = digestFromHex(reader.text("previous", 64));
    FF_CHECK(reader.finish());
    if (!previous) {
        return previous.error();
    }
    entry.previous = *previous;
    return entry;
}

ActivityChain readActivityChain(std::string_view text, const std::optional<Digest>& before,
                                std::uint64_t lastNumber) {
    ActivityChain chain;
    chain.head = before.value_or(Digest{});
    bool follows = before.has_value(); // false: there is nothing to compare with
    const auto fault = [&chain](std::uint64_t number, ActivityBreak::Fault what) {
        if (!chain.broken) {
            chain.broken = ActivityBreak{number, what};
        }
    };
    for (std::size_t end = text.find('\n'); end != std::string_view::npos;
         end = text.find('\n', chain.wholeBytes)) {
        const std::string_view line = text.substr(chain.wholeBytes, end - chain.wholeBytes);
        chain.wholeBytes = end + 1;
        const auto entry = parseActivityLine(line);
        if (!entry) {
            ++lastNumber;
            fault(lastNumber, ActivityBreak::Fault::Unreadable);
        } else {
            if (!follows && entry->number == 1 && entry->previous != Digest{}) {
                fault(1, ActivityBreak::Fault::Changed); // the very first line follows nothing
            } else if (follows && entry->previous != chain.head) {
                fault(entry->number, ActivityBreak::Fault::Changed);
            } else if (follows && entry->number != lastNumber + 1) {
                fault(entry->number, ActivityBreak::Fault::Missing);
            }
            lastNumber = entry->number;
            chain.entries.push_back(*entry);
        }
        chain.head = sha256(asBytes(line));
        follows = true;
    }
    return chain;
}

} // namespace fieldfare::app
