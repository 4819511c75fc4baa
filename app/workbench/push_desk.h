// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/push_batch.h"

#include <QObject>
#include <QString>

#include <memory>

namespace fieldfare::app {

/// A bundle whose signature this fleet trusts, in words.
struct BundleSummary {
    QString path;
    QString fileName;
    QString release; ///< Name and version.
    QString models;
    QString signers;
    QString notes;
    std::uint64_t epoch = 0;
    std::uint64_t sizeBytes = 0;
    QString installation;  ///< BundleFile::installationId()
    bool practice = false; ///< Signed for the practice device, and for no other.
};

enum class RowVerb { Pause, Unpause, Cancel };

/// One push of one bundle to some devices, while it runs. Lives in the window's thread; nothing in it blocks.
class PushRun : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    /// Stops sending to all; finished() follows. The devices keep what they have.
    virtual void stop() = 0;
    virtual void steer(std::size_t device, RowVerb verb) = 0;

Q_SIGNALS:
    void progressed(std::size_t device, const fieldfare::app::PushProgress& progress);
    void deviceDone(std::size_t device, const fieldfare::app::PushOutcome& outcome);
    void steerFailed(std::size_t device, const fieldfare::Error& error);
    void finished();
};

/// Where bundles are opened and pushes are started.
class PushDesk {
public:
    virtual ~PushDesk() = default;
    /// Opens and verifies a bundle; it is the one that fits() and run() speak of. Errors: those of
    /// BundleFile::open, NoIdentity.
    [[nodiscard]] virtual Result<BundleSummary> open(const QString& path) = 0;
    /// Errors: WrongModel.
    [[nodiscard]] virtual Result<> fits(const std::string& model,
                                        const std::string& hardwareRevision) const = 0;
    /// The name in the certificate that pushes; empty: there is none.
    [[nodiscard]] virtual QString technicianName() const = 0;
    [[nodiscard]] virtual std::unique_ptr<PushRun> run(const QStringList& addresses,
                                                       const BatchOptions& options) = 0;
};

} // namespace fieldfare::app
