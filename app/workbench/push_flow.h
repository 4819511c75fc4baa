// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/device_book.h"
#include "app/workbench/push_desk.h"
#include "app/workbench/push_recorder.h"
#include "app/workbench/push_rows.h"

#include <QUrl>
#include <QVariantList>

#include <set>

namespace fieldfare::app {

/// Makes a PDF of a page of HTML. Errors: Io.
using PdfWriter = std::function<Result<>(const QString& path, const QString& html)>;

/// The way of a push through the window: bundle, devices, options, review; then it runs, and ends with a
/// result. A push that was cut off is offered again.
class PushFlow : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString step READ step NOTIFY changed)
    Q_PROPERTY(QVariant bundle READ bundle NOTIFY changed)
    Q_PROPERTY(QVariant bundleError READ bundleError NOTIFY changed)
    Q_PROPERTY(QVariantList candidates READ candidates NOTIFY candidatesChanged)
    Q_PROPERTY(int chosenCount READ chosenCount NOTIFY candidatesChanged)
    Q_PROPERTY(bool canGoOn READ canGoOn NOTIFY candidatesChanged)
    Q_PROPERTY(bool oneFirst READ oneFirst WRITE setOneFirst NOTIFY changed)
    Q_PROPERTY(int parallel READ parallel WRITE setParallel NOTIFY changed)
    Q_PROPERTY(int maxFailures READ maxFailures WRITE setMaxFailures NOTIFY changed)
    Q_PROPERTY(bool restartNow READ restartNow WRITE setRestartNow NOTIFY changed)
    Q_PROPERTY(bool waitForOffline READ waitForOffline WRITE setWaitForOffline NOTIFY changed)
    Q_PROPERTY(QString review READ review NOTIFY candidatesChanged)
    Q_PROPERTY(QAbstractItemModel* rows READ rows CONSTANT)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(bool stopping READ stopping NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY progressChanged)
    Q_PROPERTY(double fraction READ fraction NOTIFY progressChanged)
    Q_PROPERTY(int failedCount READ failedCount NOTIFY progressChanged)
    Q_PROPERTY(int untouchedCount READ untouchedCount NOTIFY progressChanged)
    Q_PROPERTY(QVariant recordError READ recordError NOTIFY changed)
    Q_PROPERTY(QString interrupted READ interrupted NOTIFY interruptedChanged)
    Q_PROPERTY(QVariant reportError READ reportError NOTIFY reportChanged)
    Q_PROPERTY(QString reportPath READ reportPath NOTIFY reportChanged)

public:
    /// `records` may be null: then no push can be resumed. All must outlive the flow.
    PushFlow(DeviceBook& book, PushDesk& desk, PushRecords* records = nullptr, QObject* parent = nullptr);
    ~PushFlow() override;

    /// "bundle", "devices", "options", "review", "run" or "result".
    [[nodiscard]] QString step() const;
    /// {fileName, release, models, signers, notes, epoch, size, practice}; null: none is chosen.
    [[nodiscard]] QVariant bundle() const;
    [[nodiscard]] QVariant bundleError() const;
    /// {serial, name, model, release, group, practice, fits, reason, chosen} for each device.
    [[nodiscard]] QVariantList candidates() const;
    [[nodiscard]] int chosenCount() const;
    [[nodiscard]] bool canGoOn() const;
    [[nodiscard]] bool oneFirst() const { return m_oneFirst; }
    void setOneFirst(bool oneFirst);
    [[nodiscard]] int parallel() const { return m_parallel; }
    void setParallel(int parallel); ///< 1 to 32
    [[nodiscard]] int maxFailures() const { return m_maxFailures; }
    void setMaxFailures(int maxFailures); ///< 0: no limit
    [[nodiscard]] bool restartNow() const { return m_restartNow; }
    void setRestartNow(bool restartNow);
    [[nodiscard]] bool waitForOffline() const { return m_waitForOffline; }
    void setWaitForOffline(bool wait);
    /// All of it in one sentence.
    [[nodiscard]] QString review() const;
    [[nodiscard]] QAbstractItemModel* rows() { return &m_rows; }
    void retranslate() { m_rows.retranslate(); } ///< The words are now those of another language.
    [[nodiscard]] bool running() const { return m_run != nullptr; }
    [[nodiscard]] bool stopping() const { return m_stopping; }
    [[nodiscard]] QString title() const;
    /// How many are committed, failed or went back, were not started.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] double fraction() const;    ///< Devices that are done, of all.
    [[nodiscard]] int failedCount() const;    ///< Failed or went back.
    [[nodiscard]] int untouchedCount() const; ///< Not started, or stopped from here.
    /// Why this push could not be resumed after a crash; null if it could.
    [[nodiscard]] QVariant recordError() const;
    /// The push that was cut off, in one sentence; empty if there is none.
    [[nodiscard]] QString interrupted() const;
    [[nodiscard]] QVariant reportError() const;
    [[nodiscard]] QString reportPath() const { return m_reportPath; } ///< Of the last one saved.
    void setPdfWriter(PdfWriter writer) { m_pdfWriter = std::move(writer); }

    /// Looks for a push that was cut off.
    void lookForInterrupted();
    /// Begins anew with the bundle; nothing happens while a push runs.
    Q_INVOKABLE void begin();
    /// Begins anew with this bundle and all devices that it fits, at the review; where none fits, at the
    /// devices.
    Q_INVOKABLE void beginWith(const QString& path);
    Q_INVOKABLE void openBundle(const QString& path);
    Q_INVOKABLE void openUrl(const QUrl& url) { openBundle(url.toLocalFile()); }
    Q_INVOKABLE void choose(int serial, bool chosen);
    Q_INVOKABLE void chooseAll(bool chosen);
    Q_INVOKABLE void chooseGroup(const QString& group);
    Q_INVOKABLE void next();
    Q_INVOKABLE void back();
    Q_INVOKABLE void start();
    Q_INVOKABLE void stop();
    /// Stops so that it is offered again at the next start.
    Q_INVOKABLE void stopForLater();
    Q_INVOKABLE void pause(int row) { steer(row, RowVerb::Pause); }
    Q_INVOKABLE void unpause(int row) { steer(row, RowVerb::Unpause); }
    Q_INVOKABLE void cancel(int row) { steer(row, RowVerb::Cancel); }
    Q_INVOKABLE void retryFailed();
    /// Those that were not started or were stopped.
    Q_INVOKABLE void startUntouched();
    /// Goes on with the push that was cut off, on the devices that are not finished.
    Q_INVOKABLE void resume();
    Q_INVOKABLE void giveUpInterrupted();
    /// HTML, CSV or PDF, as the ending says; HTML if it says nothing.
    Q_INVOKABLE void saveReport(const QUrl& file);

Q_SIGNALS:
    void begun(); ///< All that was chosen before is forgotten.
    void changed();
    void candidatesChanged();
    void progressChanged();
    void interruptedChanged();
    void reportChanged();
    // For the record of what was done.
    void pushBegan();
    void deviceEnded(const QString& device, const fieldfare::app::PushOutcome& outcome);
    void pushEnded();

private:
    enum class Step { Bundle, Devices, Options, Review, Run, Result };
    [[nodiscard]] std::vector<const DeviceEntry*> chosen() const;
    [[nodiscard]] BatchOptions options(std::size_t devices) const;
    [[nodiscard]] PushRecord record() const;
    void go(Step step);
    void steer(int row, RowVerb verb);
    void retryRows(bool (*wanted)(const PushOutcome&));
    void runRows(std::vector<std::size_t> rows);
    void finishRow(std::size_t row, const PushOutcome& outcome);
    void endRun();

    DeviceBook& m_book;
    PushDesk& m_desk;
    PushRecords* m_records;
    PushRecorder m_recorder;
    PushRows m_rows;
    std::unique_ptr<PushRun> m_run;
    std::vector<std::size_t> m_running; ///< Which rows the run's devices are.
    std::optional<BundleSummary> m_bundle;
    std::optional<Error> m_bundleError;
    std::optional<PushRecord> m_interrupted;
    std::set<int> m_chosen;
    QDateTime m_startedAt;
    QDateTime m_endedAt;
    PdfWriter m_pdfWriter;
    QString m_reportPath;
    std::optional<Error> m_reportError;
    Step m_step = Step::Bundle;
    int m_parallel = 8;
    int m_maxFailures = 0;
    bool m_oneFirst = true;
    bool m_restartNow = true;
    bool m_waitForOffline = false;
    bool m_stopping = false;
};

} // namespace fieldfare::app
