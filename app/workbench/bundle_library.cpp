// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/bundle_library.h"

#include "app/workbench/bundle_words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace fieldfare::app {

namespace {

constexpr auto quietTime = std::chrono::milliseconds(300);
constexpr qint64 stillGrowingSeconds = 5; ///< A file that changed so recently is looked at again.

Error ioError(const char* operation, const QString& path, const QString& detail) {
    return Error(ErrorCode::Io, {{"operation", std::string(operation)},
                                 {"path", path.toStdString()},
                                 {"detail", detail.toStdString()}});
}

/// Looks at the bundles of a folder; those of `known` that have not changed are taken as they are.
std::vector<BundleFacts> lookAround(const QString& folder, const std::vector<BundleFacts>& known,
                                    const BundleLibrary::Look& look) {
    std::vector<BundleFacts> found;
    for (const QFileInfo& file :
         QDir(folder).entryInfoList({QStringLiteral("*.ffb")}, QDir::Files | QDir::Readable)) {
        const auto same = std::ranges::find_if(known, [&](const BundleFacts& facts) {
            return facts.path == file.absoluteFilePath() && facts.changedAt == file.lastModified() &&
                   facts.sizeBytes == static_cast<std::uint64_t>(file.size());
        });
        found.push_back(same == known.end() ? look(file.absoluteFilePath()) : *same);
    }
    std::ranges::stable_sort(
        found, [](const BundleFacts& a, const BundleFacts& b) { return a.changedAt > b.changedAt; });
    return found;
}

/// Under another name first: a file with the name of a bundle is always whole.
Result<> copyInto(const QString& folder, const QString& source) {
    const QString target = QDir(folder).filePath(QFileInfo(source).fileName());
    if (QFileInfo::exists(target)) {
        return Error(ErrorCode::AlreadyExists,
                     {{"path", target.toStdString()}, {"detail", std::string("a bundle of this name")}});
    }
    if (!QDir().mkpath(folder)) {
        return ioError("mkdir", folder, QStringLiteral("cannot be made"));
    }
    const QString part = target + QStringLiteral(".part");
    QFile::remove(part);
    QFile from(source);
    if (!from.copy(part)) {
        QFile::remove(part);
        return ioError("copy", source, from.errorString());
    }
    QFile made(part);
    return made.rename(target) ? Result<>() : ioError("rename", target, made.errorString());
}

bool haveSameContent(const QString& one, const QString& other) {
    QFile a(one);
    QFile b(other);
    if (!a.open(QIODevice::ReadOnly) || !b.open(QIODevice::ReadOnly) || a.size() != b.size()) {
        return false;
    }
    constexpr qint64 piece = 1 << 20;
    for (QByteArray read = a.read(piece); !read.isEmpty(); read = a.read(piece)) {
        if (read != b.read(read.size())) {
            return false;
        }
    }
    return a.atEnd() && b.atEnd();
}

/// Where the bundle lies in the library, into which it is copied unless it is there.
Result<QString> bringInto(const QString& folder, const QString& source) {
    const QFileInfo file(source);
    if (!file.isFile()) {
        return Error(ErrorCode::NotFound, {{"path", source.toStdString()}});
    }
    const QString target = QFileInfo(QDir(folder).filePath(file.fileName())).absoluteFilePath();
    if (file.absoluteFilePath() != target &&
        !(QFileInfo::exists(target) && haveSameContent(source, target))) {
        FF_CHECK(copyInto(folder, source));
    }
    return target;
}

} // namespace

BundleLibrary::BundleLibrary(Look look, QObject* parent)
    : QObject(parent)
    , m_look(std::move(look)) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(quietTime);
    connect(&m_settle, &QTimer::timeout, this, &BundleLibrary::refresh);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
}

void BundleLibrary::setFolder(const QString& folder) {
    if (folder.isEmpty() || folder == m_folder) {
        return;
    }
    m_folder = folder;
    m_bundles.clear();
    ++m_generation;
    setError(std::nullopt);
    select({});
    Q_EMIT folderChanged(m_folder);
    refresh();
}

QVariantList BundleLibrary::bundles() const {
    QVariantList rows;
    for (const BundleFacts& facts : m_bundles) {
        QVariantMap row = bundleRow(facts);
        row["current"] = facts.path == m_selected;
        rows.append(row);
    }
    return rows;
}

QVariant BundleLibrary::error() const {
    return errorOrNull(m_error);
}

const BundleFacts* BundleLibrary::at(const QString& path) const {
    const auto found = std::ranges::find(m_bundles, path, &BundleFacts::path);
    return found == m_bundles.end() ? nullptr : &*found;
}

QVariant BundleLibrary::selected() const {
    const BundleFacts* facts = at(m_selected);
    if (facts == nullptr) {
        return QVariant::fromValue(nullptr);
    }
    QVariantMap shown = bundleRow(*facts);
    shown["details"] = bundleDetails(*facts);
    shown["signatures"] = signatureRows(*facts);
    shown["error"] = errorOrNull(facts->error);
    return shown;
}

void BundleLibrary::watch() {
    if (!m_watcher.directories().isEmpty()) {
        m_watcher.removePaths(m_watcher.directories());
    }
    if (QFileInfo(m_folder).isDir()) {
        m_watcher.addPath(m_folder);
    }
}

void BundleLibrary::refresh() {
    if (m_folder.isEmpty()) {
        return;
    }
    if (m_looking) {
        m_lookAgain = true;
        return;
    }
    if (!m_watcher.directories().contains(m_folder)) {
        watch();
    }
    m_looking = true;
    Q_EMIT changed();
    const auto around = [folder = m_folder, known = m_bundles, look = m_look] {
        return lookAround(folder, known, look);
    };
    m_background.run(around, [this, generation = m_generation](std::vector<BundleFacts> found) {
        m_looking = false;
        if (generation == m_generation) {
            take(std::move(found));
        }
        if (std::exchange(m_lookAgain, false) || generation != m_generation) {
            refresh();
        }
    });
}

void BundleLibrary::take(std::vector<BundleFacts> bundles) {
    m_bundles = std::move(bundles);
    const QDateTime now = QDateTime::currentDateTime();
    const bool growing = std::ranges::any_of(m_bundles, [&](const BundleFacts& facts) {
        const qint64 age = facts.changedAt.secsTo(now);
        return facts.trust == BundleTrust::Damaged && age >= 0 && age < stillGrowingSeconds;
    });
    if (growing) {
        m_settle.start();
    }
    if (!m_selected.isEmpty() && at(m_selected) == nullptr) {
        m_selected.clear();
        m_other.clear();
        m_comparison = QVariant::fromValue(nullptr);
    }
    if (!m_other.isEmpty() && at(m_other) == nullptr) { // what it was compared with is gone
        m_other.clear();
        m_comparison = QVariant::fromValue(nullptr);
    }
    Q_EMIT changed();
    Q_EMIT selectedChanged();
    selectWanted();
}

void BundleLibrary::judgeAnew() {
    m_bundles.clear();
    ++m_generation;
    refresh();
}

void BundleLibrary::select(const QString& path) {
    m_selected = path;
    m_other.clear();
    m_comparison = QVariant::fromValue(nullptr);
    Q_EMIT changed();
    Q_EMIT selectedChanged();
}

void BundleLibrary::compareWith(const QString& path) {
    m_other = path;
    m_comparison = QVariant::fromValue(nullptr);
    Q_EMIT selectedChanged();
    if (at(m_selected) == nullptr || at(path) == nullptr) {
        return;
    }
    m_background.run([from = m_selected, path] { return travelBetween(from, path); },
                     [this, path](const Result<BundleTravel>& travel) {
                         if (path == m_other) { // else the person turned to something else meanwhile
                             showComparison(path, travel);
                         }
                     });
}

void BundleLibrary::showComparison(const QString& path, const Result<BundleTravel>& travel) {
    m_other = path;
    const BundleFacts* left = at(m_selected);
    const BundleFacts* right = at(path);
    if (left == nullptr || right == nullptr) {
        return;
    }
    m_comparison =
        QVariantMap{{"left", bundleTitle(*left)},
                    {"right", bundleTitle(*right)},
                    {"rows", compareBundles(*left, *right)},
                    {"sentence", travel ? travelText(*left, *right, *travel) : QString()},
                    {"error", travel ? QVariant::fromValue(nullptr) : QVariant(errorMap(travel.error()))}};
    Q_EMIT selectedChanged();
}

void BundleLibrary::open(const QString& path) {
    setError(std::nullopt);
    m_background.run([folder = m_folder, path] { return bringInto(folder, path); },
                     [this](const Result<QString>& there) {
                         if (there) {
                             m_wanted = *there;
                             selectWanted();
                         } else {
                             setError(there.error());
                         }
                         refresh();
                     });
}

void BundleLibrary::selectWanted() {
    if (!m_wanted.isEmpty() && at(m_wanted) != nullptr) {
        select(std::exchange(m_wanted, {}));
        Q_EMIT bundleOpened();
    }
}

void BundleLibrary::add(const QList<QUrl>& files) {
    setError(std::nullopt);
    for (const QUrl& url : files) {
        const QString source = url.toLocalFile();
        if (!source.endsWith(u".ffb")) {
            setError(Error(ErrorCode::NotSupported,
                           {{"path", source.toStdString()},
                            {"detail", tr("only bundles (.ffb) go into the library").toStdString()}}));
            continue;
        }
        m_copying = QFileInfo(source).fileName();
        Q_EMIT changed();
        m_background.run([folder = m_folder, source] { return copyInto(folder, source); },
                         [this](Result<> done) {
                             m_copying.clear();
                             if (!done) {
                                 setError(std::move(done).error());
                             }
                             refresh();
                         });
    }
}

void BundleLibrary::moveToTrash(const QString& path) {
    setError(std::nullopt);
    if (at(path) == nullptr) {
        return;
    }
    QFile file(path);
    if (!file.moveToTrash()) {
        setError(ioError("trash", path, file.errorString()));
    }
    refresh();
}

void BundleLibrary::setError(std::optional<Error> error) {
    m_error = std::move(error);
    Q_EMIT changed();
}

void BundleLibrary::retranslate() {
    if (!m_other.isEmpty()) {
        compareWith(m_other);
    }
    Q_EMIT changed();
    Q_EMIT selectedChanged();
}

} // namespace fieldfare::app
