// SPDX-License-Identifier: Apache-2.0
#include "app/text/error_text.h"

#include "app/text/sanitize.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

/// The template in the program's language. Its English strings are taken out of the table by
/// scripts/update-translations.
std::string translated(std::string_view source) {
    return source.empty() ? std::string()
                          : QCoreApplication::translate("Error", std::string(source).c_str()).toStdString();
}

Error withSafeParams(const Error& error) {
    Error safe(error.code());
    for (const ErrorParam& param : error.params()) {
        const auto* text = std::get_if<std::string>(&param.value);
        ErrorValue value = text != nullptr ? ErrorValue(sanitized(*text, 512).toStdString()) : param.value;
        safe = std::move(safe).with(param.name, std::move(value));
    }
    return safe;
}

/// The place, or nothing if none of its placeholders has a value.
QString place(std::string_view source, const Error& error) {
    bool anyKnown = false;
    for (const ErrorParam& param : error.params()) {
        const bool named = source.find('{' + param.name + '}') != source.npos;
        anyKnown = anyKnown || (named && !toString(param.value).empty());
    }
    return anyKnown ? QString::fromStdString(fillTemplate(translated(source), error)) : QString();
}

} // namespace

QString ErrorMessage::oneLine() const {
    QString line = happened;
    if (!where.isEmpty()) {
        line += u' ' + QCoreApplication::translate("Error", "(%1)").arg(where);
    }
    return remedy.isEmpty() ? line : line + u' ' + remedy;
}

ErrorMessage errorMessage(const Error& error) {
    const Error safe = withSafeParams(error);
    const ErrorTemplate& source = errorTemplate(error.code());
    ErrorMessage message;
    message.happened = QString::fromStdString(fillTemplate(translated(source.happened), safe));
    message.where = place(source.where, safe);
    message.remedy = QString::fromStdString(fillTemplate(translated(source.remedy), safe));
    message.details = QString::fromStdString(std::string(source.slug));
    for (const ErrorParam& param : safe.params()) {
        message.details +=
            QStringLiteral(" %1=\"%2\"")
                .arg(QString::fromStdString(param.name), QString::fromStdString(toString(param.value)));
    }
    return message;
}

} // namespace fieldfare::app
