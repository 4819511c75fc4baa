// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/connection_check.h"

#include <QVariantList>

#include <array>
#include <chrono>

namespace fieldfare::app {

/// What is said when a device's clock and the laptop's differ.
[[nodiscard]] QString clockDoubt(std::chrono::seconds skew);

/// The connection check of a device's page: one row for each step.
class CheckSteps : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariantList steps READ steps NOTIFY changed)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(QVariant error READ error NOTIFY changed)

public:
    explicit CheckSteps(ConnectionChecks& checks, QObject* parent = nullptr);

    /// {text, kind, icon, word, detail} for each step; empty before the first start().
    [[nodiscard]] QVariantList steps() const;
    [[nodiscard]] bool running() const { return m_check != nullptr; }
    [[nodiscard]] QVariant error() const;

    void start(const QString& address);
    void clear();

Q_SIGNALS:
    void changed();

private:
    enum class Outcome { Waiting, Passed, Doubted, Failed, Skipped };
    struct Step {
        Outcome outcome = Outcome::Waiting;
        QString detail;
    };
    void pass(CheckStep step, const QString& detail);
    void doubt(CheckStep step, const QString& detail);
    void settle(CheckStep step, Outcome outcome, const QString& detail);
    void fail(CheckStep step, const Error& error);
    void end();

    ConnectionChecks& m_checks;
    std::unique_ptr<ConnectionCheck> m_check;
    std::array<Step, checkStepCount> m_steps;
    std::optional<Error> m_error;
    bool m_started = false;
};

} // namespace fieldfare::app
