// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cli_context.h"

#include "app/cli/terminal_text.h"
#include "app/text/error_text.h"

#include <QRegularExpression>

#include <unistd.h>

namespace fieldfare::app {

CliContext::CliContext(OutputMode mode, Chattiness chattiness, SecretPrompt secrets, std::FILE* out,
                       std::FILE* err)
    : m_mode(mode)
    , m_chattiness(chattiness)
    , m_secrets(std::move(secrets))
    , m_out(out)
    , m_err(err) {}

void CliContext::line(const QString& text) {
    if (!json()) {
        std::fputs((text + u'\n').toUtf8().constData(), m_out);
        std::fflush(m_out);
    }
}

void CliContext::table(const QStringList& headers, const std::vector<QStringList>& rows) {
    std::vector<int> widths;
    for (const QString& header : headers) {
        widths.push_back(columnsOf(header));
    }
    for (const QStringList& row : rows) {
        for (std::size_t i = 0; i < widths.size() && i < static_cast<std::size_t>(row.size()); ++i) {
            widths[i] = std::max(widths[i], columnsOf(row[static_cast<qsizetype>(i)]));
        }
    }
    const auto print = [&](const QStringList& row) {
        QString text;
        for (std::size_t i = 0; i < widths.size() && i < static_cast<std::size_t>(row.size()); ++i) {
            text += padded(row[static_cast<qsizetype>(i)], widths[i] + 2);
        }
        line(text.trimmed().isEmpty() ? QString()
                                      : text.replace(QRegularExpression(QStringLiteral("\\s+$")), QString()));
    };
    print(headers);
    for (const QStringList& row : rows) {
        print(row);
    }
}

void CliContext::document(const Json& result) {
    if (json()) {
        const std::string text = result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
        std::fputs(text.c_str(), m_out);
        std::fflush(m_out);
    }
}

void CliContext::documentLine(const Json& event) {
    if (json()) {
        const std::string text = event.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
        std::fputs(text.c_str(), m_out);
        std::fflush(m_out);
    }
}

void CliContext::note(const QString& text) {
    if (!json() && !quiet()) {
        std::fputs((text + u'\n').toUtf8().constData(), m_err);
        std::fflush(m_err);
    }
}

void CliContext::error(const Error& error) {
    if (json()) {
        document(Json{{"error", errorDocument(error)}});
        return;
    }
    const ErrorMessage message = errorMessage(error);
    QString text = QStringLiteral("fieldfare: ") + message.happened + u'\n';
    if (!message.where.isEmpty()) {
        text += QStringLiteral("  ") + message.where + u'\n';
    }
    if (!message.remedy.isEmpty()) {
        text += QStringLiteral("  ") + message.remedy + u'\n';
    }
    text += QStringLiteral("  [") + QString::fromStdString(std::string(errorSlug(error.code()))) +
            QStringLiteral("]\n");
    std::fputs(text.toUtf8().constData(), m_err);
    std::fflush(m_err);
}

std::unique_ptr<ProgressLine> CliContext::progress(const QString& title) {
    return std::make_unique<ProgressLine>(title, progressStyle(), m_err);
}

ProgressStyle CliContext::progressStyle() const {
    if (json() || quiet()) {
        return ProgressStyle::Silent;
    }
    return ::isatty(::fileno(m_err)) == 1 ? ProgressStyle::Redrawn : ProgressStyle::PlainLines;
}

Json errorDocument(const Error& error) {
    Json params = Json::object();
    for (const ErrorParam& param : error.params()) {
        std::visit([&](const auto& value) { params[param.name] = value; }, param.value);
    }
    const ErrorMessage message = errorMessage(error);
    return Json{{"code", std::string(errorSlug(error.code()))},
                {"params", std::move(params)},
                {"happened", message.happened.toStdString()},
                {"where", message.where.toStdString()},
                {"remedy", message.remedy.toStdString()}};
}

} // namespace fieldfare::app
