// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fieldfare {

/// Every failure that Fieldfare can report. The numbers are not stable; the slugs (errorSlug) are: they
/// appear in journals, in the API and in `--json` output. The words for people live in error_table.cpp, one
/// entry for each.
enum class ErrorCode : std::uint16_t {
#define FIELDFARE_ERROR(name, slug, happened, where, remedy) name,
#include "core/base/error_table.inc"
#undef FIELDFARE_ERROR
};

/// A value that fills a placeholder in an error's text.
using ErrorValue = std::variant<std::string, std::int64_t, std::uint64_t>;

struct ErrorParam {
    std::string name;
    ErrorValue value;
};

/// A failure as data: a stable code and typed parameters, never prose. Text is made where a person reads it
/// (describe() in English, app/text in the user's language).
///
/// Parameter names are those used in the placeholders of the code's table entry; by custom `path`, `slot`,
/// `member`, `key`, `line`, `need`, `have` (bytes), `errno` (its number) and `detail` (technical, English,
/// for the Details box).
class [[nodiscard]] Error {
public:
    explicit Error(ErrorCode code)
        : m_code(code) {}
    Error(ErrorCode code, std::initializer_list<ErrorParam> params)
        : m_code(code)
        , m_params(params) {}

    [[nodiscard]] ErrorCode code() const { return m_code; }
    [[nodiscard]] const std::vector<ErrorParam>& params() const { return m_params; }
    [[nodiscard]] const ErrorValue* find(std::string_view name) const;

    /// Adds a parameter on the way up; one that is already there is kept, since the deepest place knows best.
    [[nodiscard]] Error with(std::string_view name, ErrorValue value) &&;

    friend bool operator==(const Error& a, ErrorCode code) { return a.m_code == code; }

private:
    ErrorCode m_code;
    std::vector<ErrorParam> m_params;
};

/// The three parts of an error as people read it, with placeholders filled in.
struct ErrorText {
    std::string happened; ///< What happened.
    std::string where;    ///< To what; may be empty.
    std::string remedy;   ///< What to do now.
};

/// The untranslated templates of a code; placeholders are `{name}`.
struct ErrorTemplate {
    ErrorCode code;
    std::string_view slug;
    std::string_view happened;
    std::string_view where;
    std::string_view remedy;
};

/// The table entry of `code`.
[[nodiscard]] const ErrorTemplate& errorTemplate(ErrorCode code);
/// All entries, in the order of the enum.
[[nodiscard]] std::pair<const ErrorTemplate*, std::size_t> errorTemplates();
/// The stable name of `code`, e.g. "slot-too-small".
[[nodiscard]] std::string_view errorSlug(ErrorCode code);
/// The code of a slug, or nothing if this version does not know it.
[[nodiscard]] std::optional<ErrorCode> errorFromSlug(std::string_view slug);
/// A parameter as text, numbers in decimal.
[[nodiscard]] std::string toString(const ErrorValue& value);
/// Fills the placeholders of `text` from `error`; a placeholder without a value becomes "?".
[[nodiscard]] std::string fillTemplate(std::string_view text, const Error& error);
/// The English text of `error`.
[[nodiscard]] ErrorText describe(const Error& error);
/// All three parts on one line, with the slug in brackets: for logs and terminals.
[[nodiscard]] std::string describeLine(const Error& error);

/// An Io error for the current errno, with its text as `detail`.
[[nodiscard]] Error ioError(std::string_view operation, std::string_view path, int errorNumber);

} // namespace fieldfare
