// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/bundle_facts.h"
#include "app/workbench/device_words.h"

namespace fieldfare::app {

[[nodiscard]] StateWords trustWords(BundleTrust trust);
/// "gateway-os 2.0", or the file's name if it cannot be read.
[[nodiscard]] QString bundleTitle(const BundleFacts& facts);
/// For a row of the library: path, fileName, title, models, epoch, size, changed, kind, icon, stateText,
/// pushable.
[[nodiscard]] QVariantMap bundleRow(const BundleFacts& facts);
/// {label, value} of all that is in it.
[[nodiscard]] QVariantList bundleDetails(const BundleFacts& facts);
/// {name, when, kind, icon, stateText} of each signature.
[[nodiscard]] QVariantList signatureRows(const BundleFacts& facts);
/// {label, left, right, differs} of two bundles.
[[nodiscard]] QVariantList compareBundles(const BundleFacts& left, const BundleFacts& right);
/// What a device that runs `left` would make of `right`, in one sentence.
[[nodiscard]] QString travelText(const BundleFacts& left, const BundleFacts& right,
                                 const BundleTravel& travel);

} // namespace fieldfare::app
