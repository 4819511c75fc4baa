// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bundle_actions.h"
#include "app/cli/interrupt.h"
#include "app/text/amounts.h"
#include "app/text/sanitize.h"
#include "core/bundle/transfer_plan.h"

#include <QCoreApplication>

#include <map>

namespace fieldfare::app {

namespace {

constexpr std::uint64_t maxMergeGap = std::uint64_t{1} << 30;

QString tr(const char* text) {
    return QCoreApplication::translate("Cli", text);
}

/// The images that the device has, by payload.
std::map<std::size_t, std::string> imagesOf(const Arguments& arguments, const Manifest& manifest) {
    std::map<std::size_t, std::string> images;
    for (const std::string& value : arguments.values("have")) {
        std::size_t payload = 0;
        std::string path = value;
        for (std::size_t i = 0; i < manifest.payloads.size(); ++i) {
            if (value.starts_with(manifest.payloads[i].name + "=")) {
                payload = i;
                path = value.substr(manifest.payloads[i].name.size() + 1);
            }
        }
        images[payload] = path;
    }
    return images;
}

/// Sums over all payloads.
struct Totals {
    std::uint64_t dataBytes = 0;
    std::uint64_t allDataBytes = 0;
    std::uint64_t requests = 1; ///< One for the head.
    std::uint64_t zero = 0;
    std::uint64_t have = 0;
    std::uint64_t fetch = 0;
    std::uint64_t patch = 0;

    void add(const TransferPlan& plan, const Payload& payload) {
        dataBytes += plan.fetchBytes;
        allDataBytes += payload.dataBytes;
        requests += plan.ranges.size() + plan.patchRanges.size();
        zero += plan.zeroFrames;
        have += plan.haveFrames;
        fetch += plan.fetchFrames;
        patch += plan.patchFrames;
    }
};

Json payloadDocument(const TransferPlan& plan, const Payload& payload) {
    return {{"name", payload.name},
            {"dataBytes", plan.fetchBytes},
            {"requests", plan.ranges.size() + plan.patchRanges.size()},
            {"bytesTotal", payload.dataBytes},
            {"frames",
             {{"zero", plan.zeroFrames},
              {"have", plan.haveFrames},
              {"patch", plan.patchFrames},
              {"fetch", plan.fetchFrames}}}};
}

/// Plans for a device that has `image`, which is hashed. Errors: NotFound, Io, Cancelled.
Result<TransferPlan> planFor(const std::string& image, const Index& index, std::uint64_t gap,
                             CliContext& context) {
    FF_TRY(const auto source, openByteSource(image));
    const InterruptFlag interrupt;
    const auto progress = context.progress(tr("Hashing %1").arg(QString::fromStdString(image)));
    const auto tell = [&](std::uint64_t done, std::uint64_t total) {
        progress->update(done, total);
        return !interrupt.raised();
    };
    FF_TRY(const ContentLookup lookup, ContentLookup::fromImage(*source, index.scheme(), tell));
    FF_TRY(const auto base, findPatchBase(index, *source, tell));
    std::vector<Patch> patches;
    if (base) {
        FF_TRY(patches, index.patches(*base));
    }
    return planTransfer(index, &lookup, 0, gap, patches);
}

} // namespace

Result<ExitCode> planBundleAction(const Arguments& arguments, CliContext& context) {
    FF_TRY(std::unique_ptr<ByteSource> file, openByteSource(arguments.positional(0)));
    FF_TRY(const BundleHead head, readUnverifiedHead(std::move(file)).with("path", arguments.positional(0)));
    FF_TRY(const std::uint64_t gap, arguments.numberOr("merge-gap", 0, 0, maxMergeGap));
    const auto images = imagesOf(arguments, head.manifest);
    Totals totals;
    Json payloads = Json::array();
    for (std::size_t i = 0; i < head.indexes.size(); ++i) {
        const auto image = images.find(i);
        FF_TRY(const TransferPlan plan, image != images.end()
                                            ? planFor(image->second, head.indexes[i], gap, context)
                                            : planTransfer(head.indexes[i], nullptr, 0, gap));
        totals.add(plan, head.manifest.payloads[i]);
        payloads.push_back(payloadDocument(plan, head.manifest.payloads[i]));
    }
    const std::uint64_t toFetch = head.layout.headBytes + totals.dataBytes;
    context.line(tr("A device with this image fetches %1 of %2 in %3 requests (head %4, data %5).")
                     .arg(bytesText(toFetch), bytesText(head.layout.totalBytes))
                     .arg(totals.requests)
                     .arg(bytesText(head.layout.headBytes), bytesText(totals.dataBytes)));
    context.line(tr("Frames: %1 zero, %2 there already, %3 by patches, %4 to fetch.")
                     .arg(totals.zero)
                     .arg(totals.have)
                     .arg(totals.patch)
                     .arg(totals.fetch));
    context.document(
        {{"bytesToFetch", toFetch},
         {"headBytes", head.layout.headBytes},
         {"dataBytes", totals.dataBytes},
         {"requests", totals.requests},
         {"bytesTotal", head.layout.totalBytes},
         {"frames",
          {{"zero", totals.zero}, {"have", totals.have}, {"patch", totals.patch}, {"fetch", totals.fetch}}},
         {"payloads", payloads}});
    return ExitCode::Ok;
}

} // namespace fieldfare::app
