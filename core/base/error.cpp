// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <array>
#include <cstring>

namespace fieldfare {

namespace {

constexpr std::array errorTable = {
#define FIELDFARE_ERROR(name, slug, happened, where, remedy)                                                 \
    ErrorTemplate{ErrorCode::name, slug, happened, where, remedy},
#include "core/base/error_table.inc"
#undef FIELDFARE_ERROR
};

} // namespace

const ErrorValue* Error::find(std::string_view name) const {
    for (const ErrorParam& param : m_params) {
        if (param.name == name) {
            return &param.value;
        }
    }
    return nullptr;
}

Error Error::with(std::string_view name, ErrorValue value) && {
    if (find(name) == nullptr) {
        m_params.push_back({std::string(name), std::move(value)});
    }
    return std::move(*this);
}

const ErrorTemplate& errorTemplate(ErrorCode code) {
    return errorTable.at(static_cast<std::size_t>(code));
}

std::pair<const ErrorTemplate*, std::size_t> errorTemplates() {
    return {errorTable.data(), errorTable.size()};
}

std::string_view errorSlug(ErrorCode code) {
    return errorTemplate(code).slug;
}

std::optional<ErrorCode> errorFromSlug(std::string_view slug) {
    for (const ErrorTemplate& entry : errorTable) {
        if (entry.slug == slug) {
            return entry.code;
        }
    }
    return std::nullopt;
}

std::string toString(const ErrorValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    return std::to_string(std::get<std::uint64_t>(value));
}

std::string fillTemplate(std::string_view text, const Error& error) {
    std::string filled;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == text.npos ? text.npos : text.find('}', open);
        filled += text.substr(0, close == text.npos ? text.npos : open);
        if (close == text.npos) {
            break;
        }
        const ErrorValue* value = error.find(text.substr(open + 1, close - open - 1));
        filled += value != nullptr ? toString(*value) : "?";
        text.remove_prefix(close + 1);
    }
    return filled;
}

ErrorText describe(const Error& error) {
    const ErrorTemplate& entry = errorTemplate(error.code());
    ErrorText text{fillTemplate(entry.happened, error), fillTemplate(entry.where, error),
                   fillTemplate(entry.remedy, error)};
    if (text.where.find_first_not_of("? ():") == std::string::npos) {
        text.where.clear(); // nobody knew where: say nothing rather than "?"
    }
    return text;
}

std::string describeLine(const Error& error) {
    const ErrorText text = describe(error);
    std::string line = text.happened;
    if (!text.where.empty()) {
        line += " " + text.where + ".";
    }
    return line + " " + text.remedy + " [" + std::string(errorSlug(error.code())) + "]";
}

Error ioError(std::string_view operation, std::string_view path, int errorNumber) {
    return Error(ErrorCode::Io, {{"operation", std::string(operation)},
                                 {"path", std::string(path)},
                                 {"errno", std::int64_t{errorNumber}},
                                 {"detail", std::string(::strerrordesc_np(errorNumber) != nullptr
                                                            ? ::strerrordesc_np(errorNumber)
                                                            : "unknown error")}});
}

} // namespace fieldfare
