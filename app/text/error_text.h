// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QString>

namespace fieldfare::app {

/// An error as a person reads it, in the language of the program.
struct ErrorMessage {
    QString happened; ///< What happened.
    QString where;    ///< To what; may be empty.
    QString remedy;   ///< What to do now.
    QString details;  ///< The slug and all parameters, for a Details box and for reports; English.
    [[nodiscard]] QString oneLine() const; ///< The three parts in one line.
};

/// Translates the code's text and fills in the parameters, which are treated as untrusted text.
[[nodiscard]] ErrorMessage errorMessage(const Error& error);

} // namespace fieldfare::app
