// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/push_flow.h"

#include "app/text/amounts.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"
#include "app/workbench/device_words.h"
#include "app/workbench/natural_order.h"
#include "app/workbench/push_candidates.h"

#include <algorithm>
#include <array>

namespace fieldfare::app {

namespace {

bool isUntouched(const PushOutcome& outcome) {
    return outcome.state == PushState::NotStarted || outcome.state == PushState::Stopped;
}

} // namespace

PushFlow::PushFlow(DeviceBook& book, PushDesk& desk, PushRecords* records, QObject* parent)
    : QObject(parent)
    , m_book(book)
    , m_desk(desk)
    , m_records(records)
    , m_recorder(records) {
    const auto onBookChange = [this] {
        if (m_step < Step::Run) {
            Q_EMIT candidatesChanged();
        }
    };
    connect(&book, &DeviceBook::added, this, onBookChange);
    connect(&book, &DeviceBook::removed, this, onBookChange);
    connect(&book, &DeviceBook::changed, this, onBookChange);
    connect(&m_rows, &QAbstractItemModel::dataChanged, this, &PushFlow::progressChanged);
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &PushFlow::progressChanged);
}

PushFlow::~PushFlow() = default;

QString PushFlow::step() const {
    static const std::array<QString, 6> names = {"bundle", "devices", "options", "review", "run", "result"};
    return names[static_cast<std::size_t>(m_step)];
}

QVariant PushFlow::bundle() const {
    if (!m_bundle) {
        return QVariant::fromValue(nullptr);
    }
    return QVariantMap{{"fileName", m_bundle->fileName},
                       {"release", m_bundle->release},
                       {"models", m_bundle->models},
                       {"signers", m_bundle->signers},
                       {"notes", m_bundle->notes},
                       {"epoch", QString::number(m_bundle->epoch)},
                       {"size", bytesText(m_bundle->sizeBytes)},
                       {"practice", m_bundle->practice}};
}

QVariant PushFlow::bundleError() const {
    return errorOrNull(m_bundleError);
}

QVariantList PushFlow::candidates() const {
    QVariantList all;
    QVariantList offline;
    QVariantList unfit;
    for (int row = 0; m_bundle && row < m_book.count(); ++row) {
        const DeviceEntry& entry = m_book.at(row);
        const auto away = m_waitForOffline ? AwayDevices::WaitFor : AwayDevices::Fail;
        const QString reason = pushObstacle(entry, m_desk, *m_bundle, away);
        const bool waits = reason.isEmpty() && entry.link != LinkState::Connected;
        QVariantList& list = waits ? offline : reason.isEmpty() ? all : unfit;
        list.append(QVariantMap{{"serial", entry.serial},
                                {"name", entry.name.isEmpty() ? entry.address : entry.name},
                                {"model", entry.model},
                                {"release", entry.release},
                                {"group", entry.group},
                                {"practice", entry.practice},
                                {"fits", reason.isEmpty()},
                                {"reason", waits ? tr("Offline: the push waits for it.") : reason},
                                {"chosen", reason.isEmpty() && m_chosen.contains(entry.serial)}});
    }
    for (QVariantList* list : {&all, &offline, &unfit}) {
        std::ranges::stable_sort(*list, [](const QVariant& a, const QVariant& b) {
            return naturalOrder(a.toMap()["name"].toString(), b.toMap()["name"].toString()) < 0;
        });
    }
    return all + offline + unfit;
}

std::vector<const DeviceEntry*> PushFlow::chosen() const {
    std::vector<const DeviceEntry*> entries;
    for (int row = 0; m_bundle && row < m_book.count(); ++row) {
        const DeviceEntry& entry = m_book.at(row);
        const auto away = m_waitForOffline ? AwayDevices::WaitFor : AwayDevices::Fail;
        if (m_chosen.contains(entry.serial) && pushObstacle(entry, m_desk, *m_bundle, away).isEmpty()) {
            entries.push_back(&entry);
        }
    }
    std::ranges::stable_sort(entries, [](const DeviceEntry* a, const DeviceEntry* b) {
        return naturalOrder(a->name, b->name) < 0;
    });
    // Those that are there go first: the first one decides about the others.
    std::ranges::stable_partition(
        entries, [](const DeviceEntry* entry) { return entry->link == LinkState::Connected; });
    return entries;
}

int PushFlow::chosenCount() const {
    return static_cast<int>(chosen().size());
}

bool PushFlow::canGoOn() const {
    return m_step == Step::Bundle ? m_bundle.has_value() : m_step < Step::Review && chosenCount() > 0;
}

void PushFlow::setOneFirst(bool oneFirst) {
    m_oneFirst = oneFirst;
    Q_EMIT changed();
    Q_EMIT candidatesChanged();
}

void PushFlow::setParallel(int parallel) {
    m_parallel = std::clamp(parallel, 1, 32);
    Q_EMIT changed();
}

void PushFlow::setMaxFailures(int maxFailures) {
    m_maxFailures = std::clamp(maxFailures, 0, 1000);
    Q_EMIT changed();
}

void PushFlow::setRestartNow(bool restartNow) {
    m_restartNow = restartNow;
    Q_EMIT changed();
    Q_EMIT candidatesChanged();
}

void PushFlow::setWaitForOffline(bool wait) {
    m_waitForOffline = wait;
    Q_EMIT changed();
    Q_EMIT candidatesChanged();
}

QVariant PushFlow::recordError() const {
    return errorOrNull(m_recorder.trouble());
}

void PushFlow::begin() {
    if (!running()) {
        m_bundle.reset();
        m_bundleError.reset();
        m_chosen.clear();
        m_rows.reset({}, {});
        m_reportPath.clear();
        m_reportError.reset();
        Q_EMIT reportChanged();
        Q_EMIT begun();
        go(Step::Bundle);
    }
}

void PushFlow::beginWith(const QString& path) {
    begin();
    openBundle(path);
    if (!running() && m_bundle) {
        chooseAll(true);
        go(chosenCount() > 0 ? Step::Review : Step::Devices);
    }
}

void PushFlow::openBundle(const QString& path) {
    if (running() || path.trimmed().isEmpty()) {
        return;
    }
    m_bundle.reset();
    m_bundleError.reset();
    if (auto opened = m_desk.open(path.trimmed())) {
        m_bundle = std::move(*opened);
    } else {
        m_bundleError = opened.error();
    }
    Q_EMIT changed();
    Q_EMIT candidatesChanged();
}

void PushFlow::choose(int serial, bool chosen) {
    if (chosen) {
        m_chosen.insert(serial);
    } else {
        m_chosen.erase(serial);
    }
    Q_EMIT candidatesChanged();
}

void PushFlow::chooseAll(bool chosen) {
    m_chosen.clear();
    for (int row = 0; chosen && row < m_book.count(); ++row) {
        m_chosen.insert(m_book.at(row).serial);
    }
    Q_EMIT candidatesChanged();
}

void PushFlow::chooseGroup(const QString& group) {
    m_chosen.clear();
    for (int row = 0; row < m_book.count(); ++row) {
        if (m_book.at(row).group == group) {
            m_chosen.insert(m_book.at(row).serial);
        }
    }
    Q_EMIT candidatesChanged();
}

void PushFlow::next() {
    if (canGoOn()) {
        go(static_cast<Step>(static_cast<int>(m_step) + 1));
    }
}

void PushFlow::back() {
    if (m_step > Step::Bundle && m_step < Step::Run) {
        go(static_cast<Step>(static_cast<int>(m_step) - 1));
    }
}

void PushFlow::go(Step step) {
    m_step = step;
    Q_EMIT changed();
    Q_EMIT candidatesChanged();
}

BatchOptions PushFlow::options(std::size_t devices) const {
    BatchOptions options;
    options.push.goal = m_restartNow ? PushGoal::Committed : PushGoal::Installed;
    options.parallel = static_cast<std::size_t>(m_parallel);
    options.first = m_oneFirst && devices > 1 ? 1 : 0;
    options.maxFailures = static_cast<std::size_t>(m_maxFailures);
    options.away = m_waitForOffline ? AwayDevices::WaitFor : AwayDevices::Fail;
    return options;
}

void PushFlow::start() {
    if (m_step != Step::Review || running()) {
        return;
    }
    std::vector<PushRow> rows;
    std::vector<std::size_t> all;
    for (const DeviceEntry* entry : chosen()) {
        PushRow row;
        row.serial = entry->serial;
        row.name = entry->name;
        row.address = entry->address;
        row.id = entry->id;
        row.before = (entry->releaseName + u' ' + entry->release).trimmed();
        all.push_back(rows.size());
        rows.push_back(std::move(row));
    }
    if (rows.empty()) {
        return;
    }
    m_rows.reset(std::move(rows), m_bundle->release);
    m_startedAt = QDateTime::currentDateTime();
    if (m_bundle->practice) {
        m_recorder.forget(); // its device is gone with the window: there is nothing to resume
    } else {
        m_recorder.begin(record()); // before anything runs
    }
    runRows(std::move(all));
}

void PushFlow::retryFailed() {
    retryRows(isFailure);
}

void PushFlow::startUntouched() {
    retryRows(isUntouched);
}

void PushFlow::retryRows(bool (*wanted)(const PushOutcome&)) {
    std::vector<std::size_t> again;
    for (std::size_t row = 0; row < m_rows.rows().size(); ++row) {
        const auto& outcome = m_rows.rows()[row].outcome;
        if (outcome && wanted(*outcome)) {
            again.push_back(row);
        }
    }
    if (m_step != Step::Result || again.empty()) {
        return;
    }
    for (const std::size_t row : again) {
        m_rows.restart(row);
    }
    m_recorder.reopen(again);
    runRows(std::move(again));
}

void PushFlow::runRows(std::vector<std::size_t> rows) {
    QStringList addresses;
    for (const std::size_t row : rows) {
        addresses += m_rows.rows()[row].address;
    }
    m_running = std::move(rows);
    m_stopping = false;
    m_run = m_desk.run(addresses, options(m_running.size()));
    connect(m_run.get(), &PushRun::progressed, this,
            [this](std::size_t device, const PushProgress& progress) {
                m_rows.progress(m_running.at(device), progress, std::chrono::steady_clock::now());
            });
    connect(m_run.get(), &PushRun::deviceDone, this, [this](std::size_t device, const PushOutcome& outcome) {
        finishRow(m_running.at(device), outcome);
    });
    connect(m_run.get(), &PushRun::steerFailed, this,
            [this](std::size_t device, const Error& error) { m_rows.refuse(m_running.at(device), error); });
    connect(m_run.get(), &PushRun::finished, this, &PushFlow::endRun);
    go(Step::Run);
    Q_EMIT pushBegan();
    m_run->start();
}

void PushFlow::finishRow(std::size_t row, const PushOutcome& outcome) {
    m_recorder.deviceEnded(row, outcome);
    const PushRow& ended = m_rows.rows().at(row);
    const bool news = !ended.outcome; // the end of a run tells every outcome a second time
    const QString device = !outcome.deviceId.empty() ? sanitized(outcome.deviceId, 128)
                           : ended.id.isEmpty()      ? ended.address
                                                     : ended.id;
    m_rows.finish(row, outcome);
    if (news) {
        Q_EMIT deviceEnded(device, outcome);
    }
}

void PushFlow::endRun() {
    m_run->disconnect(this);
    m_run.release()->deleteLater(); // it is what is just calling
    m_stopping = false;
    m_endedAt = QDateTime::currentDateTime();
    m_recorder.end();
    go(Step::Result);
    Q_EMIT pushEnded();
}

void PushFlow::stop() {
    if (running() && !m_stopping) {
        m_stopping = true;
        Q_EMIT changed();
        m_run->stop();
    }
}

void PushFlow::stopForLater() {
    m_recorder.keepForLater();
    stop();
}

void PushFlow::steer(int row, RowVerb verb) {
    const auto there = std::ranges::find(m_running, static_cast<std::size_t>(row));
    if (running() && there != m_running.end()) {
        m_run->steer(static_cast<std::size_t>(there - m_running.begin()), verb);
    }
}

} // namespace fieldfare::app
