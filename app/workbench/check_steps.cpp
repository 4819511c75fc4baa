// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/check_steps.h"

#include "app/text/amounts.h"
#include "app/text/sanitize.h"
#include "app/workbench/device_words.h"

namespace fieldfare::app {

QString clockDoubt(std::chrono::seconds skew) {
    return CheckSteps::tr("The two clocks differ by %1.").arg(durationText(skew));
}

CheckSteps::CheckSteps(ConnectionChecks& checks, QObject* parent)
    : QObject(parent)
    , m_checks(checks) {}

QVariantList CheckSteps::steps() const {
    const std::array<QString, checkStepCount> names = {tr("The name leads to an address"),
                                                       tr("The port is open"),
                                                       tr("The connection is secure (TLS 1.3)"),
                                                       tr("The certificate belongs to this fleet"),
                                                       tr("The device answers"),
                                                       tr("Its clock agrees with this laptop")};
    QVariantList rows;
    for (std::size_t i = 0; m_started && i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        QString kind = QStringLiteral("neutral");
        QString icon = QStringLiteral("busy");
        QString word = tr("Waiting");
        if (step.outcome == Outcome::Passed) {
            kind = icon = QStringLiteral("good");
            word = tr("Good");
        } else if (step.outcome == Outcome::Doubted) {
            kind = QStringLiteral("trial");
            icon = QStringLiteral("warning");
            word = tr("Look at it");
        } else if (step.outcome == Outcome::Failed) {
            kind = icon = QStringLiteral("bad");
            word = tr("Failed");
        } else if (step.outcome == Outcome::Skipped) {
            icon = QStringLiteral("skip");
            word = tr("Not tried");
        }
        rows.append(QVariantMap{
            {"text", names[i]}, {"kind", kind}, {"icon", icon}, {"word", word}, {"detail", step.detail}});
    }
    return rows;
}

QVariant CheckSteps::error() const {
    return m_error ? QVariant(errorMap(*m_error)) : QVariant::fromValue(nullptr);
}

void CheckSteps::start(const QString& address) {
    clear();
    m_started = true;
    m_check = m_checks.make(address);
    connect(m_check.get(), &ConnectionCheck::passed, this, &CheckSteps::pass);
    connect(m_check.get(), &ConnectionCheck::doubted, this, &CheckSteps::doubt);
    connect(m_check.get(), &ConnectionCheck::failed, this, &CheckSteps::fail);
    Q_EMIT changed();
    m_check->start();
}

void CheckSteps::clear() {
    end();
    m_steps = {};
    m_error.reset();
    m_started = false;
    Q_EMIT changed();
}

void CheckSteps::pass(CheckStep step, const QString& detail) {
    settle(step, Outcome::Passed, detail);
}

void CheckSteps::doubt(CheckStep step, const QString& detail) {
    settle(step, Outcome::Doubted, detail);
}

void CheckSteps::settle(CheckStep step, Outcome outcome, const QString& detail) {
    m_steps[static_cast<std::size_t>(step)] = {outcome, sanitized(detail)};
    if (step == CheckStep::Clock) {
        end();
    }
    Q_EMIT changed();
}

void CheckSteps::fail(CheckStep step, const Error& error) {
    const auto failed = static_cast<std::size_t>(step);
    m_steps[failed] = {Outcome::Failed, {}};
    for (std::size_t later = failed + 1; later < m_steps.size(); ++later) {
        m_steps[later] = {Outcome::Skipped, {}};
    }
    m_error = error;
    end();
    Q_EMIT changed();
}

void CheckSteps::end() {
    if (m_check) {
        m_check->disconnect(this);
        m_check.release()->deleteLater(); // it may be the one that is speaking
    }
}

} // namespace fieldfare::app
