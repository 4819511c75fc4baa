// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/discovery/announcer.h"

namespace fieldfare::agent {

namespace {

constexpr std::size_t maxLabelBytes = 63; // RFC 6763, section 4.1.1
constexpr std::size_t maxTxtBytes = 200;

/// Cuts at a character's border.
std::string cut(std::string text, std::size_t maxBytes) {
    if (text.size() > maxBytes) {
        std::size_t end = maxBytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

} // namespace

std::vector<std::string> txtRecord(const Announcement& announcement) {
    return {cut("id=" + announcement.id, maxTxtBytes), cut("model=" + announcement.model, maxTxtBytes),
            cut("release=" + announcement.release, maxTxtBytes), "api=1"};
}

std::string instanceName(const std::string& id, unsigned attempt) {
    const std::string suffix = attempt > 1 ? " (" + std::to_string(attempt) + ")" : std::string();
    return cut(id, maxLabelBytes - suffix.size()) + suffix;
}

} // namespace fieldfare::agent
