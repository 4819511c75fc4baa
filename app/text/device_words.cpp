// SPDX-License-Identifier: Apache-2.0
#include "app/text/device_words.h"

#include "app/text/sanitize.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {
QString word(const char* source) {
    return QCoreApplication::translate("Words", source);
}
} // namespace

QString slotStateWord(SlotState state) {
    switch (state) {
    case SlotState::Empty:
        return word(QT_TRANSLATE_NOOP("Words", "empty"));
    case SlotState::Good:
        return word(QT_TRANSLATE_NOOP("Words", "good"));
    case SlotState::Trial:
        return word(QT_TRANSLATE_NOOP("Words", "trial"));
    case SlotState::Bad:
        return word(QT_TRANSLATE_NOOP("Words", "bad"));
    }
    return {};
}

QString installationStateWord(InstallationState state) {
    switch (state) {
    case InstallationState::Checking:
        return word(QT_TRANSLATE_NOOP("Words", "checking the bundle"));
    case InstallationState::Receiving:
        return word(QT_TRANSLATE_NOOP("Words", "receiving"));
    case InstallationState::Paused:
        return word(QT_TRANSLATE_NOOP("Words", "paused"));
    case InstallationState::Interrupted:
        return word(QT_TRANSLATE_NOOP("Words", "interrupted"));
    case InstallationState::Verifying:
        return word(QT_TRANSLATE_NOOP("Words", "reading back"));
    case InstallationState::Installed:
        return word(QT_TRANSLATE_NOOP("Words", "installed, waits for the restart"));
    case InstallationState::Trial:
        return word(QT_TRANSLATE_NOOP("Words", "on trial"));
    case InstallationState::Committed:
        return word(QT_TRANSLATE_NOOP("Words", "committed"));
    case InstallationState::RolledBack:
        return word(QT_TRANSLATE_NOOP("Words", "rolled back"));
    case InstallationState::FellBack:
        return word(QT_TRANSLATE_NOOP("Words", "fell back"));
    case InstallationState::Failed:
        return word(QT_TRANSLATE_NOOP("Words", "failed"));
    case InstallationState::Cancelled:
        return word(QT_TRANSLATE_NOOP("Words", "cancelled"));
    }
    return {};
}

QString releaseText(const ReleaseId& release) {
    const QString text = sanitized(release.name, 64) + u' ' + sanitized(release.version, 64);
    return text.trimmed().isEmpty() ? QStringLiteral("-") : text;
}

} // namespace fieldfare::app
