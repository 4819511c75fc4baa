// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/job_watch.h"

#include "app/workbench/device_words.h"
#include "app/workbench/new_bundle.h"
#include "app/workbench/push_flow.h"

namespace fieldfare::app {

JobWatch::JobWatch(PushFlow& push, NewBundle& newBundle, Desktop& desktop, std::function<bool()> active,
                   QObject* parent)
    : QObject(parent)
    , m_push(push)
    , m_newBundle(newBundle)
    , m_desktop(desktop)
    , m_active(std::move(active)) {
    connect(&push, &PushFlow::changed, this, &JobWatch::follow);
    connect(&newBundle, &NewBundle::changed, this, &JobWatch::follow);
    connect(&push, &PushFlow::pushEnded, this,
            [this] { notify(m_push.title(), m_push.summary(), m_push.failedCount() > 0); });
}

JobWatch::~JobWatch() {
    if (m_awake) {
        m_desktop.letSleep();
    }
}

void JobWatch::follow() {
    const bool runs = m_push.running() || m_newBundle.running();
    if (runs != m_awake) {
        m_awake = runs;
        if (runs) {
            m_desktop.keepAwake(m_push.running() ? m_push.title() : tr("A bundle is built"));
        } else {
            m_desktop.letSleep();
        }
    }
    if (std::exchange(m_building, m_newBundle.running()) && !m_building) {
        const QVariantMap error = m_newBundle.buildError().toMap();
        notify(error.isEmpty() ? tr("The bundle is built") : tr("The bundle could not be built"),
               error.isEmpty() ? m_newBundle.result() : error["happened"].toString(), !error.isEmpty());
    }
}

void JobWatch::notify(const QString& title, const QString& text, bool failed) {
    if (!m_active()) {
        m_desktop.notify(title, text, failed);
    }
}

} // namespace fieldfare::app
