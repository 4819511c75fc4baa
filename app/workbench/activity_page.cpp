// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/activity_page.h"

#include "app/text/sanitize.h"
#include "app/workbench/activity_words.h"

#include <QDateTime>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace fieldfare::app {

namespace {

QString text(const std::string& untrusted) {
    return sanitized(untrusted, 256);
}

} // namespace

void ActivityRows::set(std::vector<ActivityEntry> entries) {
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int ActivityRows::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant ActivityRows::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ActivityEntry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NumberRole:
        return QString::number(entry.number);
    case WhenRole:
        return QDateTime::fromSecsSinceEpoch(entry.at.time_since_epoch().count())
            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case Qt::DisplayRole:
    case TitleRole:
        return activityTitle(entry.act);
    case SubjectRole:
        return text(entry.subject);
    case DeviceRole:
        return text(entry.device);
    case DetailRole:
        return sanitized(entry.detail, 512);
    case KindRole:
        return activityResult(entry).kind;
    case IconRole:
        return activityResult(entry).icon;
    case ResultRole:
        return activityResult(entry).text;
    case ProgramRole:
        return text(entry.program);
    default:
        return {};
    }
}

QHash<int, QByteArray> ActivityRows::roleNames() const {
    return {{NumberRole, "number"}, {WhenRole, "when"},      {TitleRole, "title"}, {SubjectRole, "subject"},
            {DeviceRole, "device"}, {DetailRole, "detail"},  {KindRole, "kind"},   {IconRole, "stateIcon"},
            {ResultRole, "result"}, {ProgramRole, "program"}};
}

ActivityPage::ActivityPage(ActivityRecorder& recorder, QObject* parent)
    : QObject(parent)
    , m_recorder(recorder) {
    connect(&recorder, &ActivityRecorder::written, this, [this] {
        if (m_shown) {
            refresh();
        }
    });
}

void ActivityPage::setShown(bool shown) {
    m_shown = shown;
    if (shown) {
        m_exported.clear();
        refresh();
    }
}

void ActivityPage::refresh() {
    if (auto history = m_recorder.log().read()) {
        m_history = std::move(*history);
        m_error = m_recorder.trouble();
    } else {
        m_error = history.error();
    }
    filter();
}

void ActivityPage::retranslate() {
    filter();
}

bool ActivityPage::matches(const ActivityEntry& entry) const {
    if (!m_area.isEmpty() && activityArea(entry.act) != m_area) {
        return false;
    }
    if (!m_device.isEmpty() && text(entry.device) != m_device) {
        return false;
    }
    const QStringList words = m_search.simplified().split(u' ', Qt::SkipEmptyParts);
    const QString all =
        QStringList{activityTitle(entry.act), activityResult(entry).text,   text(entry.subject),
                    text(entry.device),       sanitized(entry.detail, 512), text(entry.program)}
            .join(u'\n');
    return std::ranges::all_of(words,
                               [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

void ActivityPage::filter() {
    std::vector<ActivityEntry> shown;
    std::ranges::copy_if(m_history.entries.rbegin(), m_history.entries.rend(), std::back_inserter(shown),
                         [this](const ActivityEntry& entry) { return matches(entry); });
    m_rows.set(std::move(shown));
    Q_EMIT changed();
}

QVariantList ActivityPage::areas() const {
    QVariantList list{QVariantMap{{"key", QString()}, {"text", tr("Everything")}}};
    for (const QString& area : activityAreas()) {
        list += QVariantMap{{"key", area}, {"text", activityAreaTitle(area)}};
    }
    return list;
}

QStringList ActivityPage::devices() const {
    QSet<QString> found;
    for (const ActivityEntry& entry : m_history.entries) {
        if (!entry.device.empty()) {
            found.insert(text(entry.device));
        }
    }
    QStringList sorted(found.cbegin(), found.cend());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

void ActivityPage::setArea(const QString& area) {
    m_area = area;
    filter();
}

void ActivityPage::setDevice(const QString& device) {
    m_device = device;
    filter();
}

void ActivityPage::setSearch(const QString& search) {
    m_search = search;
    filter();
}

QString ActivityPage::brokenText() const {
    return brokenChainText(m_history);
}

QString ActivityPage::head() const {
    return m_history.entries.empty() ? QString() : QString::fromStdString(m_history.head.hex());
}

QVariant ActivityPage::error() const {
    return errorOrNull(m_error);
}

void ActivityPage::exportTo(const QUrl& file) {
    const QString path = file.toLocalFile();
    if (path.isEmpty()) {
        return;
    }
    m_exported.clear();
    if (path.endsWith(u".fflog", Qt::CaseInsensitive)) {
        m_passphraseProblem.clear();
        exportSigned(path);
        return;
    }
    const QByteArray content = path.endsWith(u".json", Qt::CaseInsensitive)
                                   ? activityAsJson(m_rows.entries(), m_history)
                                   : activityAsCsv(m_rows.entries());
    const auto written = writeExport(path, content);
    m_error = written ? std::nullopt : std::optional(written.error());
    m_exported = written ? path : QString();
    Q_EMIT changed();
}

void ActivityPage::exportSigned(const QString& path) {
    const auto sealed = sealActivity(m_history, SystemClock().now(), [this](ByteView content) {
        return m_sign ? m_sign(content) : Result<Bytes>(Error(ErrorCode::NoIdentity));
    });
    if (!sealed && sealed.error() == ErrorCode::WrongPassphrase) {
        m_pendingExport = path;
        Q_EMIT changed();
        Q_EMIT passphraseWanted();
        return;
    }
    const Result<> written =
        sealed ? writeExport(path, QByteArray::fromStdString(sealed->toText())) : Result<>(sealed.error());
    m_error = written ? std::nullopt : std::optional(written.error());
    m_exported = written ? path : QString();
    Q_EMIT changed();
}

void ActivityPage::givePassphrase(const QString& passphrase) {
    if (m_pendingExport.isEmpty() || !m_unlock) {
        return;
    }
    m_passphraseProblem = m_unlock(passphrase);
    if (!m_passphraseProblem.isEmpty()) {
        Q_EMIT changed();
        Q_EMIT passphraseWanted();
        return;
    }
    exportSigned(std::exchange(m_pendingExport, {}));
}

} // namespace fieldfare::app
