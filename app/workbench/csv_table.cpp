// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/csv_table.h"

#include <QStringDecoder>

namespace fieldfare::app {

namespace {

constexpr qsizetype maxBytes = 1 << 20;
constexpr std::size_t maxRows = 10'000;

Error badLine(int line, const char* detail) {
    return Error(ErrorCode::BadValue,
                 {{"key", "line " + std::to_string(line)}, {"detail", std::string(detail)}});
}

QChar separatorOf(const QString& text) {
    const QString first = text.section(u'\n', 0, 0);
    QChar best = u',';
    for (const QChar candidate : {u',', u';', u'\t'}) {
        if (first.count(candidate) > first.count(best)) {
            best = candidate;
        }
    }
    return best;
}

/// Walks over the text once; knows in which line it is.
class Reader {
public:
    explicit Reader(QString text)
        : m_text(std::move(text))
        , m_separator(separatorOf(m_text)) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }

    [[nodiscard]] Result<CsvRow> row() {
        CsvRow row;
        row.line = m_line;
        for (;;) {
            FF_TRY(const QString field, m_text[m_at] == u'"' ? quoted() : plain());
            row.fields += field.trimmed();
            if (atEnd()) {
                return row;
            }
            const QChar next = m_text[m_at++];
            if (next == u'\n') {
                ++m_line;
                return row;
            }
            if (atEnd()) { // the last field is empty
                row.fields += QString();
                return row;
            }
        }
    }

private:
    [[nodiscard]] bool endsField() const {
        return atEnd() || m_text[m_at] == m_separator || m_text[m_at] == u'\n';
    }

    [[nodiscard]] Result<QString> plain() {
        const qsizetype begin = m_at;
        while (!endsField()) {
            ++m_at;
        }
        return m_text.mid(begin, m_at - begin);
    }

    [[nodiscard]] Result<QString> quoted() {
        const int opened = m_line;
        QString field;
        for (++m_at; !atEnd(); ++m_at) {
            if (m_text[m_at] != u'"') {
                m_line += m_text[m_at] == u'\n' ? 1 : 0;
                field += m_text[m_at];
            } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == u'"') {
                field += m_text[m_at++];
            } else {
                ++m_at;
                if (!endsField()) {
                    return badLine(m_line, "text follows a closing quotation mark");
                }
                return field;
            }
        }
        return badLine(opened, "a quotation mark is not closed");
    }

    QString m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
};

} // namespace

Result<std::vector<CsvRow>> readCsv(const QByteArray& content) {
    if (content.size() > maxBytes) {
        return Error(ErrorCode::TooLarge, {{"have", static_cast<std::uint64_t>(content.size())},
                                           {"limit", static_cast<std::uint64_t>(maxBytes)}});
    }
    QStringDecoder decoder(QStringDecoder::Utf8); // drops a byte order mark
    QString text = decoder(content);
    if (decoder.hasError() || text.contains(QChar::Null)) {
        return badLine(1, "the file is not text in UTF-8");
    }
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    std::vector<CsvRow> rows;
    for (Reader reader(std::move(text)); !reader.atEnd();) {
        FF_TRY(CsvRow row, reader.row());
        if (!row.fields.join(QString()).isEmpty()) {
            rows.push_back(std::move(row));
        }
        if (rows.size() > maxRows) {
            return badLine(rows.back().line, "more than 10000 rows");
        }
    }
    return rows;
}

} // namespace fieldfare::app
