// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fieldfare::app {

/// What a person said about a release: a recipe (docs/RECIPE.md) in the making.
struct RecipePlan {
    struct Image {
        QString path;
        QString payload; ///< Also the group of slots that it is for.
    };
    QString name;
    QString version;
    std::uint64_t epoch = 1;
    QString updateClass = QStringLiteral("feature");
    QString notes;
    QStringList models;
    std::optional<bool> carriesAgent; ///< Empty: the images tell.
    std::vector<Image> images;
};

/// The recipe as TOML. Images in `folder` or below it are named relative to it, others by their whole path.
[[nodiscard]] std::string recipeText(const RecipePlan& plan, const QString& folder = {});

} // namespace fieldfare::app
