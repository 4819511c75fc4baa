// SPDX-License-Identifier: Apache-2.0
// PushFlow's memory: what is recorded of a push, how one that was cut off goes on, and the report at the end.
#include "app/text/sanitize.h"
#include "app/workbench/device_words.h"
#include "app/workbench/push_counts.h"
#include "app/workbench/push_flow.h"
#include "app/workbench/push_report.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace fieldfare::app {

namespace {

Result<> writeReport(const QString& path, const QByteArray& content) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit()) {
        return Error(ErrorCode::Io, {{"operation", std::string("write")},
                                     {"path", path.toStdString()},
                                     {"detail", file.errorString().toStdString()}});
    }
    return {};
}

} // namespace

PushRecord PushFlow::record() const {
    PushRecord record;
    record.bundlePath = m_bundle->path;
    record.installation = m_bundle->installation;
    record.release = m_bundle->release;
    record.options = options(m_rows.rows().size());
    for (const PushRow& row : m_rows.rows()) {
        RecordedDevice device;
        device.address = row.address;
        device.id = row.id;
        device.name = row.name;
        record.devices.push_back(std::move(device));
    }
    return record;
}

void PushFlow::lookForInterrupted() {
    m_interrupted.reset();
    if (m_records != nullptr && !running()) {
        if (auto found = m_records->unfinished()) {
            m_interrupted = std::move(*found);
        }
    }
    Q_EMIT interruptedChanged();
}

QString PushFlow::interrupted() const {
    if (!m_interrupted) {
        return {};
    }
    const auto open = std::ranges::count_if(m_interrupted->devices,
                                            [](const RecordedDevice& device) { return !device.ended; });
    return tr("The push of %1 of %2 was cut off; not finished: %3 of %4 devices.")
        .arg(sanitized(m_interrupted->release, 160),
             m_interrupted->startedAt.toString(QStringLiteral("yyyy-MM-dd HH:mm")))
        .arg(open)
        .arg(m_interrupted->devices.size());
}

void PushFlow::resume() {
    if (!m_interrupted || running()) {
        return;
    }
    const PushRecord record = *m_interrupted;
    m_step = Step::Bundle;
    openBundle(record.bundlePath);
    if (m_bundle && m_bundle->installation != record.installation) {
        m_bundle.reset();
        m_bundleError =
            Error(ErrorCode::BadValue, {{"key", std::string("bundle")},
                                        {"detail", std::string("the file holds another release by now")},
                                        {"path", record.bundlePath.toStdString()}});
        go(Step::Bundle);
    }
    if (!m_bundle) {
        return; // the page says why
    }
    if (!m_recorder.adopt(record)) {
        m_bundleError = m_recorder.trouble();
        go(Step::Bundle);
        return;
    }
    m_parallel = static_cast<int>(record.options.parallel);
    m_maxFailures = static_cast<int>(record.options.maxFailures);
    m_oneFirst = record.options.first > 0;
    m_restartNow = record.options.push.goal == PushGoal::Committed;
    m_waitForOffline = record.options.away == AwayDevices::WaitFor;
    m_startedAt = record.startedAt;
    std::vector<PushRow> rows;
    std::vector<std::size_t> open;
    for (const RecordedDevice& device : record.devices) {
        PushRow row;
        row.name = sanitized(device.name, 128);
        row.address = device.address;
        row.id = sanitized(device.id, 128);
        if (device.ended) {
            row.outcome = device.outcome;
        } else {
            open.push_back(rows.size());
        }
        rows.push_back(std::move(row));
    }
    m_rows.reset(std::move(rows), m_bundle->release);
    m_interrupted.reset();
    Q_EMIT interruptedChanged();
    if (open.empty()) {
        m_endedAt = QDateTime::currentDateTime();
        m_recorder.end();
        go(Step::Result);
        return;
    }
    runRows(std::move(open));
}

void PushFlow::giveUpInterrupted() {
    if (m_interrupted) {
        m_book.noteMemory(m_records->end(m_interrupted->id));
        lookForInterrupted(); // there may be an older one
    }
}

QVariant PushFlow::reportError() const {
    return m_reportError ? QVariant(errorMap(*m_reportError)) : QVariant::fromValue(nullptr);
}

void PushFlow::saveReport(const QUrl& file) {
    QString path = file.toLocalFile();
    if (path.isEmpty() || m_rows.rows().empty()) {
        return;
    }
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending != u"csv" && ending != u"pdf" && ending != u"html" && ending != u"htm") {
        path += QStringLiteral(".html");
    }
    PushReport report;
    report.release = m_bundle ? m_bundle->release : QString();
    report.bundlePath = m_bundle ? m_bundle->path : QString();
    report.signers = m_bundle ? m_bundle->signers : QString();
    report.technician = m_desk.technicianName();
    report.startedAt = m_startedAt;
    report.endedAt = m_endedAt;
    report.summary = summary();
    const Result<> done = ending == u"csv" ? writeReport(path, reportAsCsv(report, m_rows))
                          : ending == u"pdf" && m_pdfWriter
                              ? m_pdfWriter(path, reportAsHtml(report, m_rows))
                              : writeReport(path, reportAsHtml(report, m_rows).toUtf8());
    m_reportPath = done ? path : QString();
    m_reportError = done ? std::nullopt : std::optional(done.error());
    Q_EMIT reportChanged();
}

} // namespace fieldfare::app
