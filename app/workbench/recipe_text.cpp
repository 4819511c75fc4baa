// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/recipe_text.h"

#include <QDir>

#include <sstream>

#include <toml++/toml.h>

namespace fieldfare::app {

namespace {

QString pathIn(const QString& folder, const QString& path) {
    if (folder.isEmpty()) {
        return path;
    }
    const QString relative = QDir(folder).relativeFilePath(path);
    return relative.startsWith(u"../") ? path : relative;
}

} // namespace

std::string recipeText(const RecipePlan& plan, const QString& folder) {
    toml::table release;
    release.insert("name", plan.name.toStdString());
    release.insert("version", plan.version.toStdString());
    release.insert("epoch", static_cast<std::int64_t>(plan.epoch));
    release.insert("class", plan.updateClass.toStdString());
    if (!plan.notes.isEmpty()) {
        release.insert("notes", plan.notes.toStdString());
    }
    if (plan.carriesAgent) {
        release.insert("carries-agent", *plan.carriesAgent);
    }
    toml::array compatible;
    for (const QString& model : plan.models) {
        compatible.push_back(toml::table{{"model", model.toStdString()}});
    }
    toml::array payloads;
    for (const RecipePlan::Image& image : plan.images) {
        payloads.push_back(toml::table{{"name", image.payload.toStdString()},
                                       {"image", pathIn(folder, image.path).toStdString()}});
    }
    toml::table recipe;
    recipe.insert("release", std::move(release));
    recipe.insert("compatible", std::move(compatible));
    recipe.insert("payload", std::move(payloads));
    std::ostringstream text;
    // Not as literal strings: toml++ 3.3 does not mind three quotes within them.
    text << toml::toml_formatter(recipe, toml::format_flags::allow_unicode_strings) << '\n';
    return text.str();
}

} // namespace fieldfare::app
