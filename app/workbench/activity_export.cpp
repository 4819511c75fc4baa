// SPDX-License-Identifier: Apache-2.0
#include "app/text/sanitize.h"
#include "app/workbench/activity_page.h"
#include "core/base/json.h"

#include <QDateTime>
#include <QSaveFile>

namespace fieldfare::app {

namespace {

QString timeText(UnixTime at) {
    return QDateTime::fromSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate);
}

QString field(QString text) {
    static const QString formulas = QStringLiteral("=+-@\t");
    if (!text.isEmpty() && formulas.contains(text.front())) {
        text.prepend(u'\'');
    }
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

QByteArray activityAsCsv(const std::vector<ActivityEntry>& entries) {
    QString table = QStringLiteral("number,time,program,act,subject,device,result,detail,previous\r\n");
    for (const ActivityEntry& entry : entries) {
        QStringList fields{QString::number(entry.number), timeText(entry.at)};
        for (const std::string* part :
             {&entry.program, &entry.act, &entry.subject, &entry.device, &entry.result, &entry.detail}) {
            fields += field(sanitized(*part, 1024));
        }
        fields += QString::fromStdString(entry.previous.hex());
        table += fields.join(u',') + QStringLiteral("\r\n");
    }
    return QByteArray("\xEF\xBB\xBF") + table.toUtf8();
}

QByteArray activityAsJson(const std::vector<ActivityEntry>& entries, const ActivityHistory& history) {
    Json list = Json::array();
    for (const ActivityEntry& entry : entries) {
        // As they stand in the log, so that whoever has all of them can check the chain.
        list.push_back(Json::parse(activityLine(entry)));
    }
    Json broken;
    if (history.broken) {
        broken = {{"entry", history.broken->number}, {"file", history.brokenFile.filename().string()}};
    }
    const Json whole{{"head", history.head.hex()}, {"broken", broken}, {"entries", list}};
    return QByteArray::fromStdString(whole.dump(2, ' ', true) + "\n");
}

Result<> writeExport(const QString& path, const QByteArray& content) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return Error(ErrorCode::Io, {{"operation", std::string("write")},
                                     {"path", path.toStdString()},
                                     {"detail", file.errorString().toStdString()}});
    }
    return {};
}

} // namespace fieldfare::app
