// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/bundle_words.h"

#include "app/text/amounts.h"
#include "app/text/sanitize.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace fieldfare::app {

namespace {

/// The context of the words below for the translators.
class BundleWords {
    Q_DECLARE_TR_FUNCTIONS(BundleWords)
};

constexpr qsizetype longestNotes = 2000;

struct Fact {
    QString label;
    QString value;
};

QString text(const std::string& untrusted, qsizetype longest = 128) {
    return sanitized(QString::fromStdString(untrusted), longest);
}

QString whenText(const QDateTime& time) {
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString modelsText(const Manifest& manifest) {
    QStringList models;
    for (const CompatibleDevice& device : manifest.compatible) {
        QString model = text(device.model, 64);
        if (!device.hardwareRevisions.empty()) {
            QStringList revisions;
            for (const std::string& revision : device.hardwareRevisions) {
                revisions += text(revision, 32);
            }
            model += QStringLiteral(" (") + revisions.join(QStringLiteral(", ")) + u')';
        }
        models += model;
    }
    return models.join(QStringLiteral(", "));
}

QString classText(const std::string& updateClass) {
    if (updateClass == "security") {
        return BundleWords::tr("Security");
    }
    return updateClass == "maintenance" ? BundleWords::tr("Maintenance") : BundleWords::tr("Feature");
}

QString preconditionText(const Precondition& needed) {
    QStringList versions;
    for (const std::string& version : needed.versions) {
        versions += text(version, 64);
    }
    return (text(needed.release, 64) + u' ' + versions.join(QStringLiteral(", "))).trimmed();
}

QString textsOf(const std::vector<std::string>& list) {
    QStringList found;
    for (const std::string& each : list) {
        found += text(each, 64);
    }
    return found.join(QStringLiteral(", "));
}

std::vector<Fact> factsOf(const Manifest& manifest) {
    const Release& release = manifest.release;
    std::vector<Fact> facts = {
        {BundleWords::tr("Release"), text(release.name, 64)},
        {BundleWords::tr("Version"), text(release.version, 64)},
        {BundleWords::tr("Epoch"), QString::number(release.epoch)},
        {BundleWords::tr("Class"), classText(release.updateClass)},
        {BundleWords::tr("Built"),
         whenText(QDateTime::fromSecsSinceEpoch(release.builtAt.time_since_epoch().count()))},
        {BundleWords::tr("For"), modelsText(manifest)},
        {BundleWords::tr("Needs before"), preconditionText(manifest.precondition)},
        {BundleWords::tr("Carries the agent"),
         manifest.carriesAgent ? BundleWords::tr("yes") : BundleWords::tr("no: devices refuse it")},
        {BundleWords::tr("Fixes"), textsOf(release.advisories)},
    };
    for (const Payload& payload : manifest.payloads) {
        facts.push_back(
            {BundleWords::tr("Image %1").arg(text(payload.name, 32)),
             BundleWords::tr("%1, of which %2 are data; for the slots %3")
                 .arg(bytesText(payload.imageBytes), bytesText(payload.dataBytes), text(payload.group, 64))});
    }
    facts.push_back({BundleWords::tr("Notes"), text(release.notes, longestNotes).trimmed()});
    return facts;
}

QString signersText(const BundleFacts& facts) {
    QStringList names;
    for (const BundleSignature& signature : facts.signatures) {
        names += signature.name;
    }
    return names.isEmpty() ? BundleWords::tr("nobody") : names.join(QStringLiteral(", "));
}

} // namespace

StateWords trustWords(BundleTrust trust) {
    switch (trust) {
    case BundleTrust::Trusted:
        return {"good", "good", BundleWords::tr("Signature trusted")};
    case BundleTrust::Unsigned:
        return {"trial", "edit", BundleWords::tr("Not signed")};
    case BundleTrust::Untrusted:
        return {"bad", "warning", BundleWords::tr("Not trusted")};
    case BundleTrust::NotJudged:
        return {"neutral", "stranger", BundleWords::tr("Signed; no fleet yet")};
    case BundleTrust::Damaged:
        break;
    }
    return {"bad", "bad", BundleWords::tr("Damaged")};
}

QString bundleTitle(const BundleFacts& facts) {
    return facts.manifest
               ? text(facts.manifest->release.name, 64) + u' ' + text(facts.manifest->release.version, 64)
               : QFileInfo(facts.path).fileName();
}

QVariantMap bundleRow(const BundleFacts& facts) {
    const StateWords state = trustWords(facts.trust);
    return {{"path", facts.path},
            {"fileName", QFileInfo(facts.path).fileName()},
            {"title", bundleTitle(facts)},
            {"models", facts.manifest ? modelsText(*facts.manifest) : QString()},
            {"epoch", facts.manifest ? QString::number(facts.manifest->release.epoch) : QString()},
            {"size", bytesText(facts.sizeBytes)},
            {"changed", whenText(facts.changedAt)},
            {"kind", state.kind},
            {"icon", state.icon},
            {"stateText", state.text},
            {"pushable", facts.trust == BundleTrust::Trusted}};
}

QVariantList bundleDetails(const BundleFacts& facts) {
    QVariantList list;
    const auto add = [&](const QString& label, const QString& value) {
        if (!value.isEmpty()) {
            list.append(QVariantMap{{"label", label}, {"value", value}});
        }
    };
    add(BundleWords::tr("File"),
        QFileInfo(facts.path).fileName() + QStringLiteral(", ") + bytesText(facts.sizeBytes));
    if (facts.manifest) {
        for (const Fact& fact : factsOf(*facts.manifest)) {
            add(fact.label, fact.value);
        }
    }
    add(BundleWords::tr("Identity"), facts.identity);
    return list;
}

QVariantList signatureRows(const BundleFacts& facts) {
    QVariantList rows;
    for (const BundleSignature& signature : facts.signatures) {
        const bool judged = facts.trust != BundleTrust::NotJudged;
        const StateWords state = !judged ? trustWords(BundleTrust::NotJudged)
                                 : signature.accepted
                                     ? StateWords{"good", "good", BundleWords::tr("This fleet trusts it")}
                                     : StateWords{"neutral", "stranger", BundleWords::tr("Not trusted")};
        rows.append(QVariantMap{
            {"name", signature.name.isEmpty() ? BundleWords::tr("somebody unknown") : signature.name},
            {"when", whenText(signature.signedAt)},
            {"kind", state.kind},
            {"icon", state.icon},
            {"stateText", state.text}});
    }
    return rows;
}

QVariantList compareBundles(const BundleFacts& left, const BundleFacts& right) {
    QVariantList rows;
    const auto add = [&](const QString& label, const QString& a, const QString& b, bool differs) {
        if (!a.isEmpty() || !b.isEmpty()) {
            rows.append(QVariantMap{{"label", label}, {"left", a}, {"right", b}, {"differs", differs}});
        }
    };
    const auto leftFacts = left.manifest ? factsOf(*left.manifest) : std::vector<Fact>();
    const auto rightFacts = right.manifest ? factsOf(*right.manifest) : std::vector<Fact>();
    const auto valueIn = [](const std::vector<Fact>& facts, const QString& label) {
        const auto found = std::ranges::find(facts, label, &Fact::label);
        return found == facts.end() ? QString() : found->value;
    };
    for (const Fact& fact : leftFacts) {
        const QString other = valueIn(rightFacts, fact.label);
        add(fact.label, fact.value, other, fact.value != other);
    }
    for (const Fact& fact : rightFacts) { // images that only the right one has
        const bool both = std::ranges::find(leftFacts, fact.label, &Fact::label) != leftFacts.end();
        if (!both) {
            add(fact.label, {}, fact.value, true);
        }
    }
    for (const Payload& payload : left.manifest ? left.manifest->payloads : std::vector<Payload>()) {
        const auto& others = right.manifest ? right.manifest->payloads : std::vector<Payload>();
        const auto same = std::ranges::find(others, payload.name, &Payload::name);
        if (same != others.end()) {
            const bool equal = same->imageDigest == payload.imageDigest;
            add(BundleWords::tr("Content of %1").arg(text(payload.name, 32)),
                text(payload.imageDigest.hex()).left(16), text(same->imageDigest.hex()).left(16), !equal);
        }
    }
    add(BundleWords::tr("Signed by"), signersText(left), signersText(right),
        signersText(left) != signersText(right));
    add(BundleWords::tr("Size"), bytesText(left.sizeBytes), bytesText(right.sizeBytes),
        left.sizeBytes != right.sizeBytes);
    return rows;
}

QString travelText(const BundleFacts& left, const BundleFacts& right, const BundleTravel& travel) {
    const QString fetches = BundleWords::tr("A device that runs %1 fetches %2 of %3 for %4.")
                                .arg(bundleTitle(left), bytesText(travel.fetchBytes),
                                     bytesText(travel.totalBytes), bundleTitle(right));
    const bool older =
        left.manifest && right.manifest && right.manifest->release.epoch < left.manifest->release.epoch;
    return older ? fetches + u' ' +
                       BundleWords::tr("It refuses it if it has committed %1: the epoch is lower.")
                           .arg(bundleTitle(left))
                 : fetches;
}

} // namespace fieldfare::app
