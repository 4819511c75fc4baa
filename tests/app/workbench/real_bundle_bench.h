// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/live/live_workshop.h"
#include "app/workbench/new_bundle.h"
#include "core/crypto/fleet.h"
#include "tests/core/bundle/bundle_kit.h"
#include "tests/support/test_fleet.h"

#include <QTemporaryDir>
#include <QTest>

namespace fieldfare::app {

/// Everything real but the window: a fleet with keys in files, and an image.
struct RealBench {
    QTemporaryDir folder;
    Fleet fleet = test::need(Fleet::create(folder.filePath("fleet").toStdString(),
                                           {.name = "ACME", .now = SystemClock().now(), .protection = {1024}},
                                           Secret("fleet passphrase")));
    IssuedFiles release = test::need(fleet.issue(
        {.role = Role::Release, .name = "release-1", .now = SystemClock().now(), .protection = {1024}},
        provider("fleet passphrase"), provider("key passphrase")));
    LiveWorkshop workshop{[this] { return TrustStore::fromPemFile(fleet.rootPath()); }};
    BundleLibrary library{[this](const QString& path) {
        const TrustStore trust = test::need(TrustStore::fromPemFile(fleet.rootPath()));
        return lookIntoBundle(path, &trust, {});
    }};
    Passphrases passphrases;
    NewBundle bundle{workshop, library, passphrases};

    static SecretProvider provider(const char* passphrase) {
        return [passphrase](std::string_view) -> Result<Secret> { return Secret(passphrase); };
    }
    [[nodiscard]] bool review(std::size_t imageBytes, const QString& key = {}) {
        const QString image = folder.filePath("root.img");
        bundlekit::writeImage(image, bundlekit::noise(imageBytes, 5));
        library.setFolder(folder.filePath("library"));
        bundle.images()->add(image);
        if (!QTest::qWaitFor([&] { return bundle.images()->ready(); })) {
            return false;
        }
        bundle.next();
        bundle.setName("gateway-os");
        bundle.setVersion("2.0");
        bundle.setModels("acme,gateway");
        bundle.setAgent("yes");
        bundle.next();
        bundle.setKey(key.isEmpty() ? QString::fromStdString(release.key.string())
                                    : key); // its certificate lies beside it
        if (!key.isEmpty()) {
            bundle.setCertificate(QString::fromStdString(release.certificate.string()));
        }
        bundle.next();
        return bundle.step() == "review";
    }
};

} // namespace fieldfare::app
