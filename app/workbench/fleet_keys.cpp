// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/fleet_keys.h"

#include "app/client/fingerprint.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"
#include "app/workbench/key_words.h"

#include <QFileInfo>

#include <algorithm>

namespace fieldfare::app {

namespace {

UnixTime now() {
    return SystemClock().now();
}

QDateTime dateOf(UnixTime time) {
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count());
}

QString roleKey(Role role) {
    const std::string_view name = roleName(role);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

FleetKeys::FleetKeys(Passphrases& passphrases, QString identityFolder, QObject* parent)
    : QObject(parent)
    , m_passphrases(passphrases)
    , m_identityFolder(std::move(identityFolder)) {}

QString FleetKeys::name() const {
    return m_fleet ? QString::fromStdString(m_fleet->name()) : QString();
}

QString FleetKeys::fingerprint() const {
    return m_fleet ? spokenFingerprint(m_fleet->root().fingerprint()) : QString();
}

QVariantList FleetKeys::roles() const {
    QVariantList list;
    list.append(QVariantMap{{"key", QString()},
                            {"title", tr("All")},
                            {"meaning", QString()},
                            {"count", static_cast<int>(m_register.certificates.size())}});
    for (const Role role : allRoles) {
        list.append(QVariantMap{{"key", roleKey(role)},
                                {"title", roleTitle(role)},
                                {"meaning", roleMeaning(role)},
                                {"count", static_cast<int>(std::ranges::count(m_register.certificates, role,
                                                                              &IssuedCertificate::role))}});
    }
    return list;
}

QVariantList FleetKeys::certificates() const {
    std::vector<const IssuedCertificate*> shown;
    for (const IssuedCertificate& each : m_register.certificates) {
        if (m_role.isEmpty() || roleKey(each.role) == m_role) {
            shown.push_back(&each);
        }
    }
    std::ranges::stable_sort(shown, [](const IssuedCertificate* a, const IssuedCertificate* b) {
        return std::tuple(a->role, std::string_view(a->name), b->issuedAt) <
               std::tuple(b->role, std::string_view(b->name), a->issuedAt);
    });
    QVariantList rows;
    for (const IssuedCertificate* each : shown) {
        const bool revoked = m_register.isRevoked(*each);
        const StateWords state = revoked
                                     ? StateWords{"neutral", "close", tr("Revoked")}
                                     : validityWords(dateOf(each->notAfter), QDateTime::currentDateTime());
        rows.append(QVariantMap{{"key", QString::fromStdString(each->publicKey.hex())},
                                {"role", roleKey(each->role)},
                                {"roleTitle", roleTitle(each->role)},
                                {"name", sanitized(QString::fromStdString(each->name), 64)},
                                {"serial", QString::fromStdString(each->serial)},
                                {"issued", dateOf(each->issuedAt).date().toString(Qt::ISODate)},
                                {"kind", state.kind},
                                {"icon", state.icon},
                                {"stateText", state.text},
                                {"live", !revoked}});
    }
    return rows;
}

void FleetKeys::setRole(const QString& role) {
    m_role = role;
    Q_EMIT changed();
}

QString FleetKeys::expiring() const {
    const auto soon = std::ranges::count_if(m_register.certificates, [&](const IssuedCertificate& each) {
        const bool renewed =
            std::ranges::any_of(m_register.certificates, [&](const IssuedCertificate& other) {
                return other.role == each.role && other.name == each.name && other.notAfter > each.notAfter;
            });
        return !renewed && !m_register.isRevoked(each) &&
               validityWords(dateOf(each.notAfter), QDateTime::currentDateTime()).kind == u"trial";
    });
    return soon == 0 ? QString()
                     : tr("Certificates that end within 60 days: %1. Renew them in time: a device or laptop "
                          "with an expired one is shut out.")
                           .arg(soon);
}

QVariant FleetKeys::error() const {
    return errorOrNull(m_error);
}

QVariant FleetKeys::request() const {
    if (!m_request) {
        return QVariant::fromValue(nullptr);
    }
    return QVariantMap{{"name", sanitized(QString::fromStdString(m_request->name), 64)},
                       {"roleTitle", roleTitle(m_request->role)},
                       {"meaning", roleMeaning(m_request->role)},
                       {"fingerprint", spokenFingerprint(m_request->publicKey)},
                       {"path", m_requestPath}};
}

void FleetKeys::fail(Error error) {
    m_error = std::move(error);
    m_done.reset();
    Q_EMIT changed();
}

void FleetKeys::dismiss() {
    m_error.reset();
    m_done.reset();
    Q_EMIT changed();
}

void FleetKeys::openFolder(const QString& folder) {
    if (folder.isEmpty()) {
        return;
    }
    auto fleet = Fleet::open(folder.toStdString());
    if (!fleet) {
        fail(std::move(fleet).error());
        return;
    }
    m_fleet = std::move(*fleet);
    m_folder = QFileInfo(folder).absoluteFilePath();
    m_error.reset();
    Q_EMIT folderChanged(m_folder);
    reload();
}

void FleetKeys::close() {
    if (!m_busy.isEmpty()) {
        return;
    }
    m_fleet.reset();
    m_register = {};
    m_passphrases.forget(m_folder);
    m_folder.clear();
    m_done.reset();
    Q_EMIT folderChanged(m_folder);
    Q_EMIT changed();
}

void FleetKeys::reload() {
    if (m_fleet) {
        if (auto issued = m_fleet->readRegister()) {
            m_register = std::move(*issued);
        } else {
            m_error = std::move(issued).error();
        }
    }
    Q_EMIT changed();
}

void FleetKeys::act(const QString& what, Act work, std::function<void()> then) {
    if (!m_busy.isEmpty()) {
        return;
    }
    m_error.reset();
    m_done.reset();
    m_passphraseProblem.clear();
    m_pendingWhat = what;
    m_pendingFolder = m_folder;
    m_pending = std::move(work);
    m_after = std::move(then);
    if (auto kept = m_passphrases.recall(m_folder)) {
        run(what, std::move(*kept));
    } else {
        Q_EMIT changed();
        Q_EMIT passphraseWanted();
    }
}

void FleetKeys::givePassphrase(const QString& passphrase) {
    if (m_pending && m_busy.isEmpty()) {
        run(m_pendingWhat, Secret(passphrase.toStdString()));
    }
}

void FleetKeys::run(const QString& what, Secret passphrase) {
    m_busy = what;
    Q_EMIT changed();
    auto secret = std::make_shared<Secret>(std::move(passphrase));
    m_background.run([work = m_pending, secret] { return work(*secret); },
                     [this, secret](const Result<ActDone>& result) { finish(result, secret->clone()); });
}

void FleetKeys::finish(const Result<ActDone>& result, Secret passphrase) {
    m_busy.clear();
    if (!result && result.error().code() == ErrorCode::WrongPassphrase) {
        m_passphrases.forget(m_pendingFolder);
        m_passphraseProblem = errorMessage(result.error()).happened;
        Q_EMIT changed();
        Q_EMIT passphraseWanted(); // the act still waits
        return;
    }
    m_pending = nullptr;
    const std::function<void()> after = std::exchange(m_after, nullptr);
    if (!result) {
        fail(result.error());
        return;
    }
    m_passphrases.keep(m_pendingFolder, std::move(passphrase));
    m_done = *result;
    reload();
    if (after) {
        after();
    }
}

void FleetKeys::create(const QString& folder, const QString& name, const QString& technician,
                       const QString& passphrase) {
    if (!m_busy.isEmpty()) {
        return;
    }
    m_error.reset();
    m_pendingFolder = QFileInfo(folder).absoluteFilePath();
    m_pending = [plan = NewFleet{folder, name, technician, m_identityFolder, m_protection}](
                    const Secret& secret) { return createFleet(plan, secret, now()); };
    m_after = [this, folder, technician, passphrase] {
        const std::optional<ActDone> made = m_done;
        openFolder(folder);
        m_done = made;
        Q_EMIT changed();
        Q_EMIT created();
        Q_EMIT acted("fleet-created", this->name());
        if (!technician.isEmpty()) {
            Q_EMIT identityInstalled(passphrase);
        }
    };
    run(tr("Making five keys\u2026"), Secret(passphrase.toStdString()));
}

void FleetKeys::issue(const QString& role, const QString& name, const QString& outputFolder) {
    const NewKey plan{roleFromName(role.toStdString()).value_or(Role::Device), name.trimmed(), outputFolder,
                      false, m_protection};
    act(
        tr("Issuing %1\u2026").arg(plan.name),
        [folder = m_folder, plan](const Secret& secret) { return issueKey(folder, plan, secret, now()); },
        [this, name = plan.name] {
            Q_EMIT issued();
            Q_EMIT acted("key-issued", name);
        });
}

void FleetKeys::renew(const QString& role, const QString& name) {
    const NewKey plan{roleFromName(role.toStdString()).value_or(Role::Device), name, {}, true, m_protection};
    act(
        tr("Renewing %1\u2026").arg(name),
        [folder = m_folder, plan](const Secret& secret) { return issueKey(folder, plan, secret, now()); },
        [this, name] { Q_EMIT acted("key-renewed", name); });
}

void FleetKeys::revoke(const QString& key) {
    const auto digest = digestFromHex(key.toStdString());
    if (!digest) {
        return;
    }
    const auto issued = std::ranges::find(m_register.certificates, *digest, &IssuedCertificate::publicKey);
    const QString who = issued == m_register.certificates.end() ? key : QString::fromStdString(issued->name);
    act(
        tr("Signing the list of revoked keys\u2026"),
        [folder = m_folder, mine = m_identityFolder, keys = std::vector<Digest>{*digest}](
            const Secret& secret) { return revokeKeys(folder, keys, mine, secret, now()); },
        [this, who] {
            Q_EMIT revoked();
            Q_EMIT acted("key-revoked", who);
        });
}

void FleetKeys::exportTo(const QUrl& target) {
    auto exported = exportTrust(m_folder, target.toLocalFile());
    if (!exported) {
        fail(std::move(exported).error());
        return;
    }
    m_error.reset();
    m_done = std::move(*exported);
    Q_EMIT changed();
}

void FleetKeys::readRequest(const QString& path) {
    m_request.reset();
    auto request = app::readRequest(path);
    if (!request) {
        fail(std::move(request).error());
        return;
    }
    m_error.reset();
    m_requestPath = path;
    m_request = std::move(*request);
    Q_EMIT changed();
}

void FleetKeys::dropRequest() {
    m_request.reset();
    dismiss();
}

void FleetKeys::approve(bool renews) {
    if (!m_request) {
        return;
    }
    act(
        tr("Signing the certificate\u2026"),
        [folder = m_folder, path = m_requestPath, renews](const Secret& secret) {
            return approveRequest(folder, path, renews, secret, now());
        },
        [this, name = QString::fromStdString(m_request->name)] {
            m_request.reset();
            Q_EMIT changed();
            Q_EMIT approved();
            Q_EMIT acted("key-approved", name);
        });
}

} // namespace fieldfare::app
