// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/practice.h"
#include "tests/app/workbench/fakes.h"

namespace fieldfare::app {

/// A practice that is made when the test says so.
class FakeRoom final : public PracticeRoom {
public:
    [[nodiscard]] bool whole() const override { return there; }
    [[nodiscard]] QString update() const override { return QStringLiteral("/practice.ffb"); }
    [[nodiscard]] DeviceLinks& links() override { return practiceLinks; }
    void make() override { asked += QStringLiteral("make "); }
    void powerOn() override { asked += QStringLiteral("on "); }
    void remove() override { asked += QStringLiteral("remove "); }

    /// What making and starting end with.
    void finish() {
        there = true;
        Q_EMIT made();
        Q_EMIT ready(QStringLiteral("127.0.0.1:40001"));
    }
    /// The device answers.
    void answer(const std::string& version, bool onTrial = false) {
        DeviceStatus status = goodStatus("practice-device", version, "1.0");
        status.model = "fieldfare,practice";
        status.onTrial = onTrial;
        Q_EMIT practiceLinks.latest[QStringLiteral("127.0.0.1:40001")]->statusArrived(status);
    }

    bool there = false;
    QString asked; ///< In order, each with a space behind it.
    FakeLinks practiceLinks;
};

} // namespace fieldfare::app
