// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/new_bundle.h"

#include "app/text/amounts.h"
#include "app/text/error_text.h"
#include "app/workbench/bundle_words.h"
#include "core/base/file.h"
#include "core/bundle/recipe.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace fieldfare::app {

NewBundle::NewBundle(BundleWorkshop& workshop, BundleLibrary& library, Passphrases& passphrases,
                     QObject* parent)
    : QObject(parent)
    , m_workshop(workshop)
    , m_library(library)
    , m_passphrases(passphrases)
    , m_images(workshop) {
    connect(&m_images, &ImageList::changed, this, &NewBundle::changed);
    connect(&m_library, &BundleLibrary::changed, this, &NewBundle::changed);
    connect(&m_passphrases, &Passphrases::changed, this, &NewBundle::changed);
    begin();
}

NewBundle::~NewBundle() {
    m_cancel = true; // a build under way lets go, and leaves nothing
}

QString NewBundle::step() const {
    static constexpr const char* names[] = {"images", "release", "sign", "review", "build", "result"};
    return QLatin1String(names[static_cast<int>(m_step)]);
}

void NewBundle::go(Step step) {
    m_step = step;
    Q_EMIT changed();
    Q_EMIT progressChanged();
}

void NewBundle::begin() {
    if (running()) {
        return;
    }
    m_images.clear();
    m_plan = {};
    m_models.clear();
    m_agent.clear();
    m_previous.clear();
    m_epoch = QStringLiteral("1");
    m_leaveUnsigned = false;
    m_end.reset();
    m_saveError.reset();
    m_savedRecipe.clear();
    go(Step::Images); // the key stays chosen
}

/// What the person has not said yet comes from the newest bundle of the library, else from the images.
void NewBundle::suggest() {
    const auto& bundles = m_library.all();
    const auto newest =
        std::ranges::find_if(bundles, [](const BundleFacts& facts) { return facts.manifest.has_value(); });
    const bool any = newest != bundles.end();
    if (m_plan.name.isEmpty()) {
        m_plan.name = any ? QString::fromStdString(newest->manifest->release.name) : m_images.suggestedName();
    }
    if (m_plan.version.isEmpty()) {
        m_plan.version = m_images.suggestedVersion();
    }
    const BundleFacts* before = newestOfThisName();
    if (before != nullptr && m_models.isEmpty()) {
        QStringList models;
        for (const CompatibleDevice& device : before->manifest->compatible) {
            models += QString::fromStdString(device.model);
        }
        m_models = models.join(u' ');
        m_epoch = QString::number(before->manifest->release.epoch);
        m_previous = before->path;
    }
}

const BundleFacts* NewBundle::newestOfThisName() const {
    for (const BundleFacts& facts : m_library.all()) {
        if (facts.manifest && QString::fromStdString(facts.manifest->release.name) == m_plan.name) {
            return &facts;
        }
    }
    return nullptr;
}

void NewBundle::setName(const QString& name) {
    m_plan.name = name.trimmed();
    Q_EMIT changed();
}

void NewBundle::setVersion(const QString& version) {
    m_plan.version = version.trimmed();
    Q_EMIT changed();
}

void NewBundle::setEpoch(const QString& epoch) {
    m_epoch = epoch.trimmed();
    Q_EMIT changed();
}

void NewBundle::setModels(const QString& models) {
    m_models = models; // as it is typed, with the space before the next one
    Q_EMIT changed();
}

void NewBundle::setNotes(const QString& notes) {
    m_plan.notes = notes;
    Q_EMIT changed();
}

void NewBundle::setUpdateClass(const QString& updateClass) {
    m_plan.updateClass = updateClass;
    Q_EMIT changed();
}

void NewBundle::setAgent(const QString& agent) {
    m_agent = agent;
    Q_EMIT changed();
}

void NewBundle::setPrevious(const QString& path) {
    m_previous = path;
    Q_EMIT changed();
}

void NewBundle::setKey(const QString& key) {
    m_key = key.trimmed();
    const QFileInfo file(m_key);
    const QString beside = file.path() + u'/' + file.completeBaseName() + QStringLiteral(".crt");
    if (!m_key.startsWith(u"pkcs11:") && QFileInfo::exists(beside)) {
        m_certificate = beside;
    }
    readKey();
}

void NewBundle::setCertificate(const QString& certificate) {
    m_certificate = certificate.trimmed();
    readKey();
}

void NewBundle::setLeaveUnsigned(bool leave) {
    m_leaveUnsigned = leave;
    Q_EMIT changed();
}

void NewBundle::readKey() {
    m_signingKey.reset();
    if (!m_key.isEmpty() && !m_certificate.isEmpty()) {
        m_signingKey = m_workshop.signingKey(m_key, m_certificate);
    }
    Q_EMIT changed();
}

bool NewBundle::needsPassphrase() const {
    return !m_leaveUnsigned && m_signingKey && *m_signingKey && (*m_signingKey)->needsPassphrase &&
           !m_passphrases.recall(m_key);
}

RecipePlan NewBundle::plan() const {
    RecipePlan plan = m_plan;
    plan.images = m_images.plan();
    plan.models = m_models.simplified().split(u' ', Qt::SkipEmptyParts);
    plan.epoch = m_epoch.toULongLong();
    plan.carriesAgent = m_agent.isEmpty() ? std::nullopt : std::optional(m_agent == u"yes");
    return plan;
}

QString NewBundle::outputPath() const {
    return QDir(m_library.folder()).filePath(m_plan.name + u'-' + m_plan.version + QStringLiteral(".ffb"));
}

void NewBundle::next() {
    if (!canGoOn() || m_step >= Step::Review) {
        return;
    }
    if (m_step == Step::Images) {
        suggest();
    }
    go(static_cast<Step>(static_cast<int>(m_step) + 1));
}

void NewBundle::back() {
    const bool failed = m_step == Step::Result && m_end && m_end->error;
    if (failed) {
        m_end.reset();
        go(Step::Review);
    } else if (m_step > Step::Images && m_step <= Step::Review) {
        go(static_cast<Step>(static_cast<int>(m_step) - 1));
    }
}

void NewBundle::build(const QString& passphrase) {
    if (m_step != Step::Review || !canGoOn()) {
        return;
    }
    if (!m_leaveUnsigned && !passphrase.isEmpty()) {
        m_passphrases.keep(m_key, Secret(passphrase.toStdString()));
    }
    auto order = std::make_shared<BuildOrder>();
    order->recipe = recipeText(plan());
    order->output = outputPath();
    order->previous = m_previous;
    if (!m_leaveUnsigned) {
        order->key = m_key;
        order->certificate = m_certificate;
        order->passphrase = passphrase.isEmpty() ? m_passphrases.recall(m_key).value_or(Secret())
                                                 : Secret(passphrase.toStdString());
    }
    m_cancel = false;
    m_end.reset();
    m_done = 0;
    m_total = m_images.totalBytes();
    m_rate.begin(0, std::chrono::steady_clock::now());
    go(Step::Build);
    const auto work = [this, order] {
        auto told = std::chrono::steady_clock::time_point();
        return m_workshop.build(*order, [this, &told](std::uint64_t done, std::uint64_t total) {
            const auto now = std::chrono::steady_clock::now();
            if (now - told > std::chrono::milliseconds(100)) {
                told = now;
                m_background.post([this, done, total, now] {
                    m_done = done;
                    m_total = total;
                    m_rate.update(done, now);
                    Q_EMIT progressChanged();
                });
            }
            return !m_cancel;
        });
    };
    m_background.run(work, [this](const BuildEnd& finished) { end(finished); });
}

void NewBundle::end(const BuildEnd& finished) {
    m_end = finished;
    m_cancel = false;
    // What was refused is not tried again by itself: a token counts.
    if (finished.error &&
        (finished.error->code() == ErrorCode::WrongPassphrase ||
         finished.error->code() == ErrorCode::PinRefused || finished.error->code() == ErrorCode::PinLocked)) {
        m_passphrases.forget(m_key);
    }
    const QString path = outputPath();
    go(Step::Result);
    if (!finished.error) {
        m_library.refresh();
        Q_EMIT built(path);
    }
}

void NewBundle::saveRecipe(const QUrl& file) {
    const QString path = file.toLocalFile();
    const std::string text = recipeText(plan(), QFileInfo(path).absolutePath());
    const Result<> done = writeFileAtomically(path.toStdString(), asBytes(text));
    m_saveError = done ? std::nullopt : std::optional(done.error());
    m_savedRecipe = done ? path : QString();
    Q_EMIT changed();
}

void NewBundle::retranslate() {
    m_images.retranslate();
    Q_EMIT changed();
    Q_EMIT progressChanged();
}

} // namespace fieldfare::app
