// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/background.h"
#include "app/workbench/bundle_facts.h"

#include <QFileSystemWatcher>
#include <QTimer>
#include <QUrl>
#include <QVariantList>

namespace fieldfare::app {

/// The bundles in one folder, watched: what is in each, who signed it, whether this fleet trusts it; two of
/// them side by side. Files are read and copied on another thread.
class BundleLibrary : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString folder READ folder NOTIFY folderChanged)
    Q_PROPERTY(QVariantList bundles READ bundles NOTIFY changed)
    Q_PROPERTY(bool looking READ looking NOTIFY changed)
    Q_PROPERTY(QString copying READ copying NOTIFY changed)
    Q_PROPERTY(QVariant error READ error NOTIFY changed)
    Q_PROPERTY(QVariant selected READ selected NOTIFY selectedChanged)
    Q_PROPERTY(QVariant comparison READ comparison NOTIFY selectedChanged)
    Q_PROPERTY(QString comparedWith READ comparedWith NOTIFY selectedChanged)

public:
    /// Called on another thread; see lookIntoBundle().
    using Look = std::function<BundleFacts(const QString& path)>;
    explicit BundleLibrary(Look look, QObject* parent = nullptr);

    [[nodiscard]] QString folder() const { return m_folder; }
    /// Where bundles lie; it need not be there yet.
    Q_INVOKABLE void setFolder(const QString& folder);
    /// bundleRow() of each, the newest file first, with `current`.
    [[nodiscard]] QVariantList bundles() const;
    [[nodiscard]] bool looking() const { return m_looking; }
    /// The file that is being copied into the folder; empty: none.
    [[nodiscard]] QString copying() const { return m_copying; }
    /// Why the last copy or removal failed; null if it did not.
    [[nodiscard]] QVariant error() const;
    /// {path, fileName, title, kind, icon, stateText, pushable, details, signatures, error}; null: none.
    [[nodiscard]] QVariant selected() const;
    /// {left, right, rows, sentence, error} of the selected bundle and another; null: none.
    [[nodiscard]] QVariant comparison() const { return m_comparison; }
    /// The other one's path; empty: none.
    [[nodiscard]] QString comparedWith() const { return m_other; }
    /// Null if there is no such file in the library.
    [[nodiscard]] const BundleFacts* at(const QString& path) const;
    [[nodiscard]] const std::vector<BundleFacts>& all() const { return m_bundles; }

    /// Shows one bundle: it is copied into the library if it lies elsewhere, and selected. bundleOpened()
    /// follows, or an error: AlreadyExists if the library has another bundle of this name.
    Q_INVOKABLE void open(const QString& path);
    Q_INVOKABLE void chooseFolder(const QUrl& folder) { setFolder(folder.toLocalFile()); }
    /// Looks for files that are new, changed or gone; the others are not read again.
    Q_INVOKABLE void refresh();
    /// Reads all of them again, since what is trusted may have changed.
    void judgeAnew();
    /// Turns to one bundle; empty for none.
    Q_INVOKABLE void select(const QString& path);
    /// Compares the selected one (as what a device runs) with another; empty ends it.
    Q_INVOKABLE void compareWith(const QString& path);
    /// Copies files into the folder, under their names; what is there already is not replaced.
    Q_INVOKABLE void add(const QList<QUrl>& files);
    /// Moves a bundle of the folder to the desktop's trash.
    Q_INVOKABLE void moveToTrash(const QString& path);
    /// Shows the comparison with another one, once it is known what would travel.
    void showComparison(const QString& path, const Result<BundleTravel>& travel);
    void retranslate(); ///< The words are now those of another language.

Q_SIGNALS:
    void changed();
    void folderChanged(const QString& folder);
    void selectedChanged();
    void bundleOpened(); ///< It is selected.

private:
    void take(std::vector<BundleFacts> bundles);
    void watch();
    void selectWanted();
    void setError(std::optional<Error> error);

    Look m_look;
    QString m_folder;
    std::vector<BundleFacts> m_bundles;
    bool m_looking = false;
    bool m_lookAgain = false;
    int m_generation = 0; ///< Of folder and trust: what was found under an earlier one is not taken.
    QString m_selected;
    QString m_other; ///< What the selected one is compared with.
    QVariant m_comparison = QVariant::fromValue(nullptr);
    QString m_copying;
    QString m_wanted; ///< To be selected as soon as it is found.
    std::optional<Error> m_error;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< Files arrive in many steps: wait until it is quiet.
    Background m_background;
};

} // namespace fieldfare::app
