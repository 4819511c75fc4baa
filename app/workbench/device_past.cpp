// SPDX-License-Identifier: Apache-2.0
// DevicePage: what the laptop knows about a device beside its state: notes, certificates, history.
#include "app/text/sanitize.h"
#include "app/workbench/device_page.h"
#include "app/workbench/push_rows.h"

namespace fieldfare::app {

namespace {

constexpr int longestHistory = 20;

QString fingerprintText(const QString& hex) {
    QStringList pairs;
    for (qsizetype i = 0; i < hex.size(); i += 2) {
        pairs += hex.mid(i, 2).toUpper();
    }
    return pairs.join(u':');
}

} // namespace

QString DevicePage::note() const {
    const DeviceEntry* device = entry();
    return device == nullptr ? QString() : device->note;
}

QString DevicePage::group() const {
    const DeviceEntry* device = entry();
    return device == nullptr ? QString() : device->group;
}

void DevicePage::describe(const QString& note, const QString& group) {
    constexpr qsizetype longestNote = 200;
    constexpr qsizetype longestGroup = 64;
    m_book.describe(m_serial, note.simplified().left(longestNote), group.simplified().left(longestGroup));
}

QVariantList DevicePage::certificates() const {
    const DeviceEntry* device = entry();
    QVariantList rows;
    if (device == nullptr) {
        return rows;
    }
    const QDateTime now = QDateTime::currentDateTime();
    for (const CertificateFacts& certificate : device->certificates) {
        const QString from = certificate.validFrom.date().toString(Qt::ISODate);
        const QString until = certificate.validUntil.date().toString(Qt::ISODate);
        rows.append(QVariantMap{{"title", rows.isEmpty() ? tr("Of the device") : tr("Issued by")},
                                {"name", certificate.name},
                                {"valid", tr("Valid from %1 until %2").arg(from, until)},
                                {"expired", certificate.validUntil < now},
                                {"serial", certificate.serial},
                                {"fingerprint", fingerprintText(certificate.fingerprint)}});
    }
    return rows;
}

void DevicePage::readHistory() {
    m_history.clear();
    const DeviceEntry* device = entry();
    if (device != nullptr && m_records != nullptr && !device->id.isEmpty()) {
        const auto pushes = m_records->historyOf(device->id, longestHistory);
        for (const RecordedPush& push : pushes ? *pushes : std::vector<RecordedPush>()) {
            // The words of a row in a push, so that both say the same.
            PushRows words;
            PushRow row;
            row.outcome = push.ended ? std::optional(push.outcome) : std::nullopt;
            const QString release = sanitized(push.release, 160);
            words.reset({row}, release);
            const QModelIndex index = words.index(0);
            m_history.append(QVariantMap{
                {"release", release},
                {"when", push.at.toString(QStringLiteral("yyyy-MM-dd HH:mm"))},
                {"kind", index.data(PushRows::KindRole)},
                {"icon", index.data(PushRows::IconRole)},
                {"state", push.ended ? index.data(PushRows::PhaseRole).toString() : tr("Not finished")},
                {"sentence", index.data(PushRows::SentenceRole)}});
        }
    }
    Q_EMIT historyChanged();
}

} // namespace fieldfare::app
