// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/background.h"
#include "app/workbench/bundle_workshop.h"
#include "app/workbench/recipe_text.h"

#include <QUrl>
#include <QVariantList>

namespace fieldfare::app {

/// The images that go into a new bundle, recognised by what is in them.
class ImageList : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    Q_PROPERTY(bool looking READ looking NOTIFY changed)

public:
    /// `workshop` must outlive the list.
    explicit ImageList(BundleWorkshop& workshop, QObject* parent = nullptr);

    /// {path, fileName, size, payload, payloadProblem, what, kind, icon, problem} of each.
    [[nodiscard]] QVariantList rows() const;
    [[nodiscard]] bool looking() const;
    /// True if there are images, all are recognised or taken as they are, and their names are good.
    [[nodiscard]] bool ready() const;
    /// Whether one of them carries the agent; empty: no image could tell.
    [[nodiscard]] std::optional<bool> carriesAgent() const;
    [[nodiscard]] std::uint64_t totalBytes() const;
    [[nodiscard]] std::vector<RecipePlan::Image> plan() const;
    /// Name and version of the first operating system that was found in them; empty: none.
    [[nodiscard]] QString suggestedName() const;
    [[nodiscard]] QString suggestedVersion() const;

    Q_INVOKABLE void add(const QString& path);
    Q_INVOKABLE void addUrls(const QList<QUrl>& files);
    Q_INVOKABLE void remove(int row);
    /// What the image is for: the payload's name, and the group of slots on the device.
    Q_INVOKABLE void setPayload(int row, const QString& payload);
    void clear();
    void retranslate() { Q_EMIT changed(); } ///< The words are now those of another language.

Q_SIGNALS:
    void changed();

private:
    struct Image {
        QString path;
        QString payload;
        std::uint64_t sizeBytes = 0;
        std::optional<Result<ImageFacts>> facts; ///< Empty: still being looked at.
        QString packedAs;                        ///< "gzip" or the like: not an image that a slot can hold.
    };
    [[nodiscard]] QString payloadProblem(std::size_t row) const;
    [[nodiscard]] QString freeName(const QString& wanted) const;
    [[nodiscard]] const ImageFacts* firstSystem() const;

    BundleWorkshop& m_workshop;
    std::vector<Image> m_images;
    Background m_background;
};

} // namespace fieldfare::app
