// SPDX-License-Identifier: Apache-2.0
// What the way to a new bundle says: advice, problems, the sentence of the review, progress and result.
#include "app/text/amounts.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"
#include "app/workbench/bundle_words.h"
#include "app/workbench/key_words.h"
#include "app/workbench/new_bundle.h"
#include "core/bundle/recipe.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace fieldfare::app {

namespace {

constexpr qsizetype maxNotesBytes = qsizetype{64} << 10;

bool isWord(const QString& text) {
    static const QRegularExpression allowed(QStringLiteral("^[A-Za-z0-9._+-]{1,64}$"));
    return allowed.match(text).hasMatch();
}

/// For a shell: as it is if nothing in it is special, else in single quotes.
QString quoted(const QString& word) {
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(word).hasMatch()) {
        return word;
    }
    QString inner = word;
    inner.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + inner + u'\'';
}

} // namespace

QString NewBundle::agentAdvice() const {
    if (!m_agent.isEmpty() || m_images.carriesAgent() == true) {
        return {};
    }
    return m_images.carriesAgent() == false
               ? tr("No image carries the Fieldfare agent: a device that runs this release could not be "
                    "reached any more, and refuses it unless its policy allows that.")
               : tr("It cannot be seen whether these images carry the Fieldfare agent. Say it here: without "
                    "it a device refuses the release.");
}

QVariantList NewBundle::previousChoices() const {
    QVariantList choices;
    choices.append(QVariantMap{{"path", QString()}, {"title", tr("Any release")}});
    for (const BundleFacts& facts : m_library.all()) {
        if (facts.manifest) {
            choices.append(QVariantMap{{"path", facts.path}, {"title", bundleTitle(facts)}});
        }
    }
    return choices;
}

QString NewBundle::epochAdvice() const {
    const QString meaning =
        tr("A counter for security. A device that has committed a release refuses every release with a lower "
           "epoch, for ever. Leave it as it is; raise it by one only when a hole was closed that an older "
           "release would open again.");
    const BundleFacts* before = newestOfThisName();
    if (before == nullptr) {
        return meaning + u' ' + tr("A first release has epoch 1.");
    }
    const std::uint64_t last = before->manifest->release.epoch;
    const std::uint64_t mine = m_epoch.toULongLong();
    if (mine < last) {
        return tr("Devices that run %1 (epoch %2) would refuse this release.")
            .arg(bundleTitle(*before))
            .arg(last);
    }
    if (mine > last) {
        return tr("Once a device has committed this release it can never go back to %1 (epoch %2).")
            .arg(bundleTitle(*before))
            .arg(last);
    }
    return meaning;
}

QVariantMap NewBundle::problems() const {
    QVariantMap problems;
    const QString word = tr("1 to 64 letters, digits and . _ + -");
    if (!isWord(m_plan.name)) {
        problems["name"] = word;
    }
    if (!isWord(m_plan.version)) {
        problems["version"] = word;
    }
    bool isNumber = false;
    const qulonglong epoch = m_epoch.toULongLong(&isNumber);
    if (!isNumber || epoch > maxEpoch) {
        problems["epoch"] = tr("A whole number, 0 or more.");
    }
    if (m_models.trimmed().isEmpty()) {
        problems["models"] = tr("At least one model, as the devices call it: acme,gateway");
    }
    if (m_plan.notes.toUtf8().size() > maxNotesBytes) {
        problems["notes"] = tr("At most 64 KiB.");
    }
    return problems;
}

QVariant NewBundle::recipeError() const {
    if (!problems().isEmpty() || !m_images.ready()) {
        return errorOrNull(std::nullopt);
    }
    const auto recipe = parseRecipe(recipeText(plan()), "/", {});
    return errorOrNull(recipe ? std::nullopt : std::optional(recipe.error()));
}

QVariantMap NewBundle::signer() const {
    if (!m_signingKey || !*m_signingKey) {
        return {};
    }
    const SigningKey& key = **m_signingKey;
    const StateWords valid = validityWords(key.validUntil, QDateTime::currentDateTime());
    return {{"name", key.name}, {"kind", valid.kind}, {"icon", valid.icon}, {"valid", valid.text}};
}

QVariant NewBundle::keyError() const {
    const bool wrong = m_signingKey && !*m_signingKey;
    return errorOrNull(wrong ? std::optional(m_signingKey->error()) : std::nullopt);
}

bool NewBundle::canGoOn() const {
    const bool release = problems().isEmpty() && recipeError().toMap().isEmpty();
    const bool mayExist = QFileInfo::exists(outputPath());
    switch (m_step) {
    case Step::Images:
        return m_images.ready();
    case Step::Release:
        return release && (!agentAdvice().isEmpty() ? m_images.carriesAgent().has_value() : true);
    case Step::Sign:
        return m_leaveUnsigned || (m_signingKey && *m_signingKey);
    case Step::Review:
        return release && m_images.ready() && !mayExist;
    default:
        return false;
    }
}

QString NewBundle::review() const {
    const QString title = m_plan.name + u' ' + m_plan.version;
    const QString models = m_models.simplified().split(u' ', Qt::SkipEmptyParts).join(QStringLiteral(", "));
    const QString file = QFileInfo(outputPath()).fileName();
    if (QFileInfo::exists(outputPath())) {
        return tr("%1 is in the library already. Give this release another version, or remove that bundle.")
            .arg(file);
    }
    const QString made = tr("Build %1 (epoch %2) for %3 out of images of %4.")
                             .arg(title, m_epoch, models, bytesText(m_images.totalBytes()));
    const QString signs = m_leaveUnsigned ? tr("It stays unsigned: no device takes it until it is signed.")
                                          : tr("%1 signs it.").arg(signer().value("name").toString());
    return made + u' ' + signs + u' ' + tr("It goes into the library as %1.").arg(file);
}

double NewBundle::fraction() const {
    return m_total == 0 ? 0 : std::min(1.0, static_cast<double>(m_done) / static_cast<double>(m_total));
}

QString NewBundle::progressText() const {
    const QString amount = tr("%1 of %2").arg(bytesText(m_done), bytesText(m_total));
    const QString rate = m_rate.text(m_done, m_total);
    return rate.isEmpty() ? amount : amount + QStringLiteral(", ") + rate;
}

QVariant NewBundle::buildError() const {
    return errorOrNull(m_end ? m_end->error : std::nullopt);
}

QString NewBundle::result() const {
    if (!m_end || m_end->error) {
        return {};
    }
    return tr("%1 is in the library: %2, made of images of %3.")
        .arg(m_plan.name + u' ' + m_plan.version, bytesText(m_end->bundleBytes),
             bytesText(m_end->imageBytes));
}

QStringList NewBundle::warnings() const {
    QStringList texts;
    for (const Error& warning : m_end ? m_end->warnings : std::vector<Error>()) {
        texts += errorMessage(warning).oneLine();
    }
    return texts;
}

QVariant NewBundle::saveError() const {
    return errorOrNull(m_saveError);
}

QString NewBundle::ciCommand() const {
    if (m_savedRecipe.isEmpty()) {
        return {};
    }
    QString command = QStringLiteral("fieldfare bundle build ") + quoted(m_savedRecipe);
    if (!m_previous.isEmpty()) {
        command += QStringLiteral(" --previous ") + quoted(m_previous);
    }
    if (!m_leaveUnsigned && !m_key.isEmpty()) {
        command +=
            QStringLiteral(" --key ") + quoted(m_key) + QStringLiteral(" --cert ") + quoted(m_certificate);
    }
    return command + QStringLiteral(" --out ") + quoted(QFileInfo(outputPath()).fileName());
}

} // namespace fieldfare::app
