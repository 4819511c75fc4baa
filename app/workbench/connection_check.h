// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace fieldfare::app {

/// What a connection needs, in the order in which it is tried.
enum class CheckStep { Name, Port, Secure, Fleet, Answer, Clock };
inline constexpr int checkStepCount = 6;

/// Tries a connection step by step. Lives in the window's thread; nothing in it blocks.
class ConnectionCheck : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;

Q_SIGNALS:
    /// `detail` is untrusted text: the addresses of the name, the id in the certificate, the time of the
    /// device.
    void passed(fieldfare::app::CheckStep step, const QString& detail);
    /// The step works, but something about it should be looked at; `detail` says what.
    void doubted(fieldfare::app::CheckStep step, const QString& detail);
    /// Nothing follows.
    void failed(fieldfare::app::CheckStep step, const fieldfare::Error& error);
};

class ConnectionChecks {
public:
    virtual ~ConnectionChecks() = default;
    [[nodiscard]] virtual std::unique_ptr<ConnectionCheck> make(const QString& address) = 0;
};

} // namespace fieldfare::app
