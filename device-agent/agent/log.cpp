// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/log.h"

#include <algorithm>
#include <unistd.h>

namespace fieldfare::agent {

namespace {

constexpr std::size_t maxLineBytes = 500;

} // namespace

void logLine(std::string_view text) {
    std::string line(text.substr(0, maxLineBytes));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; },
        '?');
    line += '\n';
    (void)!::write(STDERR_FILENO, line.data(), line.size());
}

void logError(std::string_view what, const Error& error) {
    logLine(std::string(what) + ": " + describeLine(error));
}

} // namespace fieldfare::agent
