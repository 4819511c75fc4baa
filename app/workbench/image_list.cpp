// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/image_list.h"

#include "app/text/amounts.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"
#include "app/workbench/device_words.h"
#include "core/bundle/limits.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace fieldfare::app {

namespace {

/// What a file is packed as, by its first bytes; a device writes an image as it is.
QString packedAs(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray head = file.read(6);
    const auto begins = [&](const char* magic, qsizetype length) {
        return head.startsWith(QByteArray::fromRawData(magic, length));
    };
    if (begins("\x1f\x8b", 2)) {
        return QStringLiteral("gzip");
    }
    if (begins("\xfd"
               "7zXZ\0",
               6)) {
        return QStringLiteral("xz");
    }
    if (begins("\x28\xb5\x2f\xfd", 4)) {
        return QStringLiteral("zstd");
    }
    if (begins("BZh", 3)) {
        return QStringLiteral("bzip2");
    }
    return begins("PK\x03\x04", 4) ? QStringLiteral("zip") : QString();
}

/// A payload's name out of a file's.
QString nameFromFile(const QString& path) {
    QString name = QFileInfo(path).completeBaseName().toLower();
    static const QRegularExpression notAllowed(QStringLiteral("[^a-z0-9]+"));
    name.replace(notAllowed, QStringLiteral("-"));
    while (name.startsWith(u'-')) {
        name.remove(0, 1);
    }
    return name.isEmpty() ? QStringLiteral("image") : name.left(32);
}

QString systemText(const ImageFacts& facts) {
    const QString pretty = sanitized(QString::fromStdString(facts.osPrettyName), 64);
    return pretty.isEmpty() ? sanitized(QString::fromStdString(facts.osName), 64) : pretty;
}

} // namespace

ImageList::ImageList(BundleWorkshop& workshop, QObject* parent)
    : QObject(parent)
    , m_workshop(workshop) {}

QVariantList ImageList::rows() const {
    QVariantList rows;
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        const Image& image = m_images[i];
        StateWords state{"neutral", "busy", tr("Looking into it\u2026")};
        QString problem;
        if (!image.packedAs.isEmpty()) {
            state = {"bad", "warning", tr("Packed (%1)").arg(image.packedAs)};
            problem = tr("It is packed. Unpack it first: a device writes an image as it is, and the bundle "
                         "compresses it anyway.");
        } else if (image.facts && !*image.facts) {
            state = {"bad", "warning", tr("Cannot be read")};
            problem = errorMessage(image.facts->error()).oneLine();
        } else if (image.facts) {
            const ImageFacts& facts = **image.facts;
            QStringList words;
            words += facts.fileSystem.empty() ? tr("Not recognised: taken as it is")
                                              : QString::fromStdString(facts.fileSystem);
            if (const QString system = systemText(facts); !system.isEmpty()) {
                words += system;
            }
            if (facts.carriesAgent) {
                words +=
                    *facts.carriesAgent ? tr("with the Fieldfare agent") : tr("without the Fieldfare agent");
            }
            const bool known = !facts.fileSystem.empty();
            state = {known ? "good" : "neutral", known ? "good" : "empty", words.join(QStringLiteral(", "))};
        }
        rows.append(QVariantMap{{"path", image.path},
                                {"fileName", QFileInfo(image.path).fileName()},
                                {"size", bytesText(image.sizeBytes)},
                                {"payload", image.payload},
                                {"payloadProblem", payloadProblem(i)},
                                {"what", state.text},
                                {"kind", state.kind},
                                {"icon", state.icon},
                                {"problem", problem}});
    }
    return rows;
}

bool ImageList::looking() const {
    return std::ranges::any_of(m_images, [](const Image& image) { return !image.facts; });
}

bool ImageList::ready() const {
    for (std::size_t i = 0; i < m_images.size(); ++i) {
        const Image& image = m_images[i];
        if (!image.facts || !*image.facts || !image.packedAs.isEmpty() || !payloadProblem(i).isEmpty()) {
            return false;
        }
    }
    return !m_images.empty();
}

std::optional<bool> ImageList::carriesAgent() const {
    std::optional<bool> carries;
    for (const Image& image : m_images) {
        if (image.facts && *image.facts && (*image.facts)->carriesAgent) {
            carries = carries.value_or(false) || *(*image.facts)->carriesAgent;
        }
    }
    return carries;
}

std::uint64_t ImageList::totalBytes() const {
    std::uint64_t total = 0;
    for (const Image& image : m_images) {
        total += image.sizeBytes;
    }
    return total;
}

std::vector<RecipePlan::Image> ImageList::plan() const {
    std::vector<RecipePlan::Image> images;
    for (const Image& image : m_images) {
        images.push_back({image.path, image.payload});
    }
    return images;
}

const ImageFacts* ImageList::firstSystem() const {
    for (const Image& image : m_images) {
        if (image.facts && *image.facts && !(*image.facts)->osName.empty()) {
            return &**image.facts;
        }
    }
    return nullptr;
}

QString ImageList::suggestedName() const {
    const ImageFacts* system = firstSystem();
    if (system == nullptr) {
        return {};
    }
    QString name = QString::fromStdString(system->osName).toLower();
    static const QRegularExpression notAllowed(QStringLiteral("[^a-z0-9._+-]+"));
    return name.replace(notAllowed, QStringLiteral("-")).left(64);
}

QString ImageList::suggestedVersion() const {
    const ImageFacts* system = firstSystem();
    return system == nullptr ? QString() : sanitized(QString::fromStdString(system->osVersion), 64);
}

QString ImageList::payloadProblem(std::size_t row) const {
    static const QRegularExpression allowed(QStringLiteral("^[a-z0-9][a-z0-9-]{0,31}$"));
    const QString& name = m_images[row].payload;
    if (!allowed.match(name).hasMatch()) {
        return tr("Small letters, digits and -, 32 at most.");
    }
    return std::ranges::count(m_images, name, &Image::payload) > 1 ? tr("Another image has this name.")
                                                                   : QString();
}

QString ImageList::freeName(const QString& wanted) const {
    QString name = wanted;
    for (int i = 2; std::ranges::count(m_images, name, &Image::payload) > 0; ++i) {
        name = wanted.left(29) + u'-' + QString::number(i);
    }
    return name;
}

void ImageList::add(const QString& typed) {
    const QString path = QFileInfo(typed.trimmed()).absoluteFilePath();
    const bool there = std::ranges::find(m_images, path, &Image::path) != m_images.end();
    if (typed.trimmed().isEmpty() || there || m_images.size() >= maxPayloads) {
        return;
    }
    Image image;
    image.path = path;
    image.sizeBytes = static_cast<std::uint64_t>(std::max<qint64>(QFileInfo(path).size(), 0));
    image.packedAs = packedAs(path);
    // Most devices have one group of slots, and most call it so.
    image.payload = m_images.empty() ? QStringLiteral("rootfs") : freeName(nameFromFile(path));
    m_images.push_back(std::move(image));
    Q_EMIT changed();
    m_background.run([&workshop = m_workshop, path] { return workshop.inspect(path); },
                     [this, path](Result<ImageFacts> facts) {
                         const auto asked = std::ranges::find(m_images, path, &Image::path);
                         if (asked != m_images.end()) {
                             asked->facts = std::move(facts);
                             Q_EMIT changed();
                         }
                     });
}

void ImageList::addUrls(const QList<QUrl>& files) {
    for (const QUrl& file : files) {
        add(file.toLocalFile());
    }
}

void ImageList::remove(int row) {
    if (row >= 0 && row < static_cast<int>(m_images.size())) {
        m_images.erase(m_images.begin() + row);
        Q_EMIT changed();
    }
}

void ImageList::setPayload(int row, const QString& payload) {
    if (row >= 0 && row < static_cast<int>(m_images.size())) {
        m_images[static_cast<std::size_t>(row)].payload = payload.trimmed();
        Q_EMIT changed();
    }
}

void ImageList::clear() {
    m_images.clear();
    Q_EMIT changed();
}

} // namespace fieldfare::app
