// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/preferences.h"

#include "app/text/translations.h"
#include "app/workbench/device_words.h"
#include "core/base/file.h"

#include <QDir>
#include <QHash>
#include <QSettings>
#include <QUrl>

namespace fieldfare::app {

namespace {

constexpr std::size_t maxSettingsBytes = std::size_t{64} << 10;

bool isTruth(const QString& value) {
    return value == u"true" || value == u"false";
}

template <int Least, int Most>
bool isWithin(const QString& value) {
    bool whole = false;
    const int number = value.toInt(&whole);
    return whole && number >= Least && number <= Most;
}

/// The keys whose values are checked; of the others every text is right.
const QHash<QString, bool (*)(const QString&)>& checks() {
    static const QHash<QString, bool (*)(const QString&)> all{
        {"appearance/theme",
         [](const QString& value) { return value == u"system" || value == u"light" || value == u"dark"; }},
        {"appearance/language",
         [](const QString& value) { return value.isEmpty() || languages().contains(value); }},
        {"appearance/textPercent", isWithin<100, 200>},
        {"appearance/comfortable", isTruth},
        {"appearance/reducedMotion", isTruth},
        {"security/passphraseMinutes", isWithin<0, 120>},
        {"network/discovery", isTruth},
    };
    return all;
}

Error badLine(const QString& path, int line, const QString& key, const char* detail) {
    return Error(ErrorCode::BadConfig, {{"path", path.toStdString()},
                                        {"key", key.isEmpty() ? std::string("-") : key.toStdString()},
                                        {"line", static_cast<std::uint64_t>(line)},
                                        {"detail", std::string(detail)}});
}

} // namespace

Result<> checkSettings(const QString& path) {
    const auto content = readFile(path.toStdString(), maxSettingsBytes);
    if (!content && content.error() == ErrorCode::NotFound) {
        return {};
    }
    if (!content) {
        return content.error();
    }
    const QString text = QString::fromUtf8(asText(*content));
    QString section;
    int number = 0;
    for (const QString& raw : text.split(u'\n')) {
        ++number;
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u';') || line.startsWith(u'#')) {
            continue;
        }
        if (line.startsWith(u'[')) {
            if (!line.endsWith(u']')) {
                return badLine(path, number, {}, "a section has no end");
            }
            section = line.mid(1, line.size() - 2);
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        if (equals <= 0) {
            return badLine(path, number, {}, "it is neither a section nor a key with a value");
        }
        const QString key = section + u'/' + line.left(equals).trimmed();
        const auto check = checks().value(key);
        if (check != nullptr && !check(line.mid(equals + 1).trimmed())) {
            return badLine(path, number, key, "the value is not known; the default holds");
        }
    }
    return {};
}

Preferences::Preferences(QSettings& settings, const Result<>& trouble, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_trouble(trouble ? std::nullopt : std::optional(trouble.error()))
    , m_reportFolder(settings.value("folders/reports").toString())
    , m_discovery(settings.value("network/discovery", true).toString() != u"false") {}

void Preferences::setDiscovery(bool on) {
    if (m_discovery != on) {
        m_discovery = on;
        m_settings.setValue("network/discovery", on);
        Q_EMIT changed();
        Q_EMIT discoveryChanged(on);
    }
}

void Preferences::setReportFolder(const QString& folder) {
    if (m_reportFolder != folder) {
        m_reportFolder = folder;
        m_settings.setValue("folders/reports", folder);
        Q_EMIT changed();
    }
}

QUrl Preferences::reportFolderUrl() const {
    return m_reportFolder.isEmpty() || !QDir(m_reportFolder).exists() ? QUrl()
                                                                      : QUrl::fromLocalFile(m_reportFolder);
}

QVariant Preferences::trouble() const {
    return errorOrNull(m_trouble);
}

void Preferences::dismissTrouble() {
    m_trouble.reset();
    Q_EMIT changed();
}

} // namespace fieldfare::app
