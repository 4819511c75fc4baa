// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/push_report.h"

#include "app/text/amounts.h"
#include "app/text/sanitize.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace fieldfare::app {

namespace {

/// The context of the words below for the translators.
class ReportWords {
    Q_DECLARE_TR_FUNCTIONS(ReportWords)
};

QString timeText(const QDateTime& time) {
    return time.isValid() ? time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) : QString();
}

/// Text from anywhere as a cell: nothing in it is markup.
QString cell(const QString& text, const char* element = "td") {
    return QStringLiteral("<%1>%2</%1>").arg(QLatin1String(element), sanitized(text, 1024).toHtmlEscaped());
}

struct Line {
    QString device;
    QString identity;
    QString address;
    QString before;
    QString state;
    QString kind;
    QString sentence;
    QString sent;
    QString seconds;
};

Line lineOf(const PushRows& rows, int row) {
    const QModelIndex index = rows.index(row);
    const PushRow& there = rows.rows()[static_cast<std::size_t>(row)];
    Line line;
    line.device = there.name;
    line.identity = there.outcome && !there.outcome->deviceId.empty()
                        ? QString::fromStdString(there.outcome->deviceId)
                        : there.id;
    line.address = there.address;
    line.before = there.before;
    line.state = index.data(PushRows::PhaseRole).toString();
    line.kind = index.data(PushRows::KindRole).toString();
    line.sentence = index.data(PushRows::SentenceRole).toString();
    if (there.outcome && there.outcome->sentBytes > 0) {
        line.sent = QString::number(there.outcome->sentBytes);
        line.seconds = QString::number(there.outcome->duration.count() / 1000);
    }
    return line;
}

QString styles() {
    return QStringLiteral(
        "body{font-family:sans-serif;color:#1f262d;margin:12px}h1{font-size:20px}"
        "table{border-collapse:collapse;width:100%}"
        "td,th{border-bottom:1px solid #dad4c8;padding:6px 5px;text-align:left;vertical-align:top;"
        "font-size:12px}th{color:#55616d}.good{color:#2e7d4f}.bad{color:#b3382c}.trial{color:#8a5a10}");
}

QString head(const PushReport& report) {
    QString facts;
    const auto add = [&facts](const QString& label, const QString& value) {
        if (!value.isEmpty()) {
            facts += QStringLiteral("<tr>") + cell(label, "th") + cell(value) + QStringLiteral("</tr>\n");
        }
    };
    add(ReportWords::tr("Release"), report.release);
    add(ReportWords::tr("Bundle"), report.bundlePath);
    add(ReportWords::tr("Signed by"), report.signers);
    add(ReportWords::tr("Pushed with the key of"), report.technician);
    add(ReportWords::tr("Started"), timeText(report.startedAt));
    add(ReportWords::tr("Ended"), timeText(report.endedAt));
    add(ReportWords::tr("Result"), report.summary);
    return QStringLiteral("<table>") + facts + QStringLiteral("</table>\n");
}

QString field(const QString& text) {
    QString clean = sanitized(text, 1024);
    if (!clean.isEmpty() && QStringLiteral("=+-@\t").contains(clean.front())) {
        clean.prepend(u'\'');
    }
    return u'"' + clean.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QStringList columnNames() {
    return {ReportWords::tr("Device"),     ReportWords::tr("Identity"), ReportWords::tr("Address"),
            ReportWords::tr("Ran before"), ReportWords::tr("Result"),   ReportWords::tr("In words")};
}

} // namespace

QString reportAsHtml(const PushReport& report, const PushRows& rows) {
    const QString title = ReportWords::tr("Push of %1").arg(report.release);
    QString table;
    // Qt's PDF knows widths by attribute only, and would make all columns alike.
    static constexpr std::array percents{11, 11, 12, 13, 17, 27, 9};
    const QStringList names = columnNames() + QStringList{ReportWords::tr("Sent")};
    for (std::size_t column = 0; column < percents.size(); ++column) {
        table += QStringLiteral("<th width=\"%1%\">%2</th>")
                     .arg(percents[column])
                     .arg(names.value(static_cast<qsizetype>(column)).toHtmlEscaped());
    }
    for (int row = 0; row < rows.rowCount(); ++row) {
        const Line line = lineOf(rows, row);
        table += QStringLiteral("</tr>\n<tr>") + cell(line.device) + cell(line.identity) +
                 cell(line.address) + cell(line.before) +
                 QStringLiteral("<td class=\"%1\"><b>%2</b></td>")
                     .arg(line.kind.toHtmlEscaped(), line.state.toHtmlEscaped()) +
                 cell(line.sentence) +
                 cell(line.sent.isEmpty() ? QString() : bytesText(line.sent.toULongLong()));
    }
    return QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>\n"
                          "<style>%2</style></head>\n<body>\n<h1>%1</h1>\n")
               .arg(sanitized(title).toHtmlEscaped(), styles()) +
           head(report) + QStringLiteral("<p></p><table width=\"100%\"><tr>") + table +
           QStringLiteral("</tr></table>\n</body></html>\n");
}

QByteArray reportAsCsv(const PushReport& report, const PushRows& rows) {
    QStringList lines;
    const auto add = [&lines](const QStringList& texts) {
        QStringList fields;
        for (const QString& text : texts) {
            fields += field(text);
        }
        lines += fields.join(u',');
    };
    add(columnNames() + QStringList{ReportWords::tr("Bytes sent"), ReportWords::tr("Seconds"),
                                    ReportWords::tr("Release"), ReportWords::tr("Started")});
    for (int row = 0; row < rows.rowCount(); ++row) {
        const Line line = lineOf(rows, row);
        add({line.device, line.identity, line.address, line.before, line.state, line.sentence, line.sent,
             line.seconds, report.release, timeText(report.startedAt)});
    }
    return QByteArray("\xEF\xBB\xBF") + lines.join(QStringLiteral("\r\n")).toUtf8() + "\r\n";
}

} // namespace fieldfare::app
