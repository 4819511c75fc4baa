// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/grub_block.h"

#include "device-agent/installer/bootloaders/boot_environment.h"

#include <algorithm>
#include <cctype>

namespace fieldfare::installer {

namespace {

constexpr std::string_view signature = "# GRUB Environment Block\n";
constexpr std::size_t maxNameBytes = 64;
constexpr char padding = '#';

/// Where the line's end is, as GRUB finds it: '\' hides whatever follows it. npos: nowhere.
std::size_t endOfLine(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); at += text[at] == '\\' ? 2 : 1) {
        if (text[at] == '\n') {
            return at;
        }
    }
    return std::string_view::npos;
}

bool isVariableName(std::string_view name) {
    return !name.empty() && name.size() <= maxNameBytes &&
           std::all_of(name.begin(), name.end(),
                       [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

bool isControl(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

std::string escaped(std::string_view value) {
    std::string text;
    for (const char c : value) {
        text += c == '\\' || c == '\n' ? "\\" : "";
        text += c;
    }
    return text;
}

} // namespace

Result<GrubBlock::Line> GrubBlock::parseLine(std::string_view text, std::size_t number,
                                             const std::filesystem::path& path) {
    const auto bad = [&](const char* why) {
        return environmentError(path, "line " + std::to_string(number) + " of the environment block " + why);
    };
    if (text.starts_with(padding)) {
        return Line{{}, std::string(text)};
    }
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || !isVariableName(text.substr(0, equals))) {
        return bad("is not name=value; grub-editenv FILE list shows it");
    }
    Line line{std::string(text.substr(0, equals)), {}};
    for (std::size_t at = equals + 1; at < text.size(); ++at) {
        const bool hidden = text[at] == '\\';
        at += hidden ? 1 : 0; // endOfLine() has seen that one follows
        if (isControl(text[at]) && !(hidden && text[at] == '\n')) {
            return bad("holds a control character");
        }
        line.value += text[at];
    }
    return line;
}

Result<GrubBlock> GrubBlock::parse(ByteView file, const std::filesystem::path& path) {
    if (file.size() < sectorBytes || file.size() > maxFileBytes) {
        return environmentError(path, "it has " + std::to_string(file.size()) +
                                          " bytes and must have 512 to 65536; grub-editenv FILE create makes "
                                          "one of 1024");
    }
    std::string_view text = asText(file);
    if (!text.starts_with(signature)) {
        return environmentError(path, "it does not begin as GRUB's environment block does");
    }
    GrubBlock block;
    const std::size_t end = text.find_last_not_of(padding); // the signature is in front of it
    const std::string_view used = text.substr(0, end + 1);
    if (used.back() != '\n') {
        return environmentError(path, "the environment block's last line has no end");
    }
    if (used.size() > sectorBytes) {
        return environmentError(path, "its variables reach beyond the first 512 bytes, so that a power cut "
                                      "could tear them; remove some with grub-editenv FILE unset NAME");
    }
    std::string_view rest = used.substr(signature.size());
    for (std::size_t number = 2; !rest.empty(); ++number) {
        const std::size_t length = endOfLine(rest);
        if (length == std::string_view::npos) {
            return environmentError(path, "the environment block's last line has no end");
        }
        FF_TRY(Line line, parseLine(rest.substr(0, length), number, path));
        if (!line.name.empty() && block.get(line.name)) {
            return environmentError(path, "the environment block holds " + line.name + " twice");
        }
        block.m_lines.push_back(std::move(line));
        rest.remove_prefix(length + 1);
    }
    return block;
}

std::optional<std::string> GrubBlock::get(std::string_view name) const {
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [&](const Line& line) { return line.name == name; });
    return name.empty() || found == m_lines.end() ? std::nullopt : std::optional(found->value);
}

void GrubBlock::set(std::string_view name, std::string_view value) {
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [&](const Line& line) { return line.name == name; });
    if (found != m_lines.end()) {
        found->value = value;
    } else {
        m_lines.push_back({std::string(name), std::string(value)});
    }
}

Result<Bytes> GrubBlock::sector(const std::filesystem::path& path) const {
    std::string text(signature);
    for (const Line& line : m_lines) {
        text += line.name.empty() ? line.value : line.name + "=" + escaped(line.value);
        text += '\n';
    }
    if (text.size() > sectorBytes) {
        return environmentError(path, "the variables need " + std::to_string(text.size()) +
                                          " bytes and must fit into 512; remove some with grub-editenv FILE "
                                          "unset NAME");
    }
    text.resize(sectorBytes, padding);
    return toBytes(asBytes(text));
}

} // namespace fieldfare::installer
