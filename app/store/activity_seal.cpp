// SPDX-License-Identifier: Apache-2.0
#include "app/store/activity_seal.h"

#include "core/base/base64.h"
#include "core/base/json.h"

#include <algorithm>

namespace fieldfare::app {

namespace {

constexpr std::uint64_t sealFormat = 1;
constexpr std::string_view sealType = "fieldfare-activity";
constexpr std::string_view statementType = "fieldfare-activity-head";
constexpr std::size_t maxStatementBytes = 1024;
constexpr std::size_t maxLines = std::size_t{1} << 20;
constexpr std::uint64_t maxNumber = std::uint64_t{1} << 53;

Error mismatch(std::string detail) {
    return Error(ErrorCode::ActivityMismatch, {{"detail", std::move(detail)}});
}

void checkHeading(JsonReader& reader, std::string_view type) {
    if (reader.number("format", 0xffffffff) != sealFormat) {
        reader.fail("format", "only format 1 is known");
    }
    if (reader.text("type", 64) != type) {
        reader.fail("type", "it is another kind of file");
    }
}

std::string statementText(const ActivityStatement& statement) {
    const Json json = {{"format", sealFormat},
                       {"type", statementType},
                       {"number", statement.number},
                       {"head", statement.head.hex()},
                       {"at", statement.at.time_since_epoch().count()}};
    return json.dump();
}

Result<ActivityStatement> parseStatement(std::string_view text) {
    FF_TRY(const Json json, parseJson(text, {maxStatementBytes, 2}));
    JsonReader reader(json, "statement");
    checkHeading(reader, statementType);
    ActivityStatement statement;
    statement.number = reader.number("number", maxNumber);
    const std::string head = reader.text("head", 64);
    statement.at = UnixTime{std::chrono::seconds(reader.signedNumber("at"))};
    FF_CHECK(reader.finish());
    FF_TRY(statement.head, digestFromHex(head));
    return statement;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line;
        text += '\n';
    }
    return text;
}

} // namespace

std::string SealedActivity::toText() const {
    const Json json = {{"format", sealFormat},
                       {"type", sealType},
                       {"statement", statement},
                       {"signature", toBase64(signature)},
                       {"lines", lines}};
    return json.dump(1, ' ', true) + "\n";
}

Result<SealedActivity> SealedActivity::parse(std::string_view text) {
    FF_TRY(const Json json, parseJson(text, {maxSealedBytes, 3}));
    JsonReader reader(json, "log");
    checkHeading(reader, sealType);
    SealedActivity sealed;
    sealed.statement = reader.text("statement", maxStatementBytes);
    const std::string signature = reader.text("signature", 2 * maxCmsBytes);
    sealed.lines = reader.textArray("lines", maxLines, maxActivityLineBytes);
    FF_CHECK(reader.finish());
    FF_TRY(sealed.signature, fromBase64(signature));
    return sealed;
}

Result<SealedActivity> sealActivity(const ActivityHistory& history, UnixTime now,
                                    const StatementSigner& sign) {
    if (history.entries.empty()) {
        return mismatch("it has no entry yet");
    }
    if (history.broken) {
        return mismatch("entry " + std::to_string(history.broken->number) + " of " +
                        history.brokenFile.string() + " does not follow the one before it");
    }
    SealedActivity sealed;
    std::ranges::transform(history.entries, std::back_inserter(sealed.lines), activityLine);
    if (readActivityChain(joined(sealed.lines)).head != history.head) {
        return mismatch("its lines are written in another way than Fieldfare writes them");
    }
    sealed.statement = statementText({history.entries.back().number, history.head, now});
    FF_TRY(sealed.signature, sign(asBytes(sealed.statement)));
    return sealed;
}

Result<SealVerdict> openSealedActivity(const SealedActivity& sealed, const TrustStore& trust) {
    FF_TRY(AcceptedSigner signer,
           verifySignatureBy(Role::Technician, asBytes(sealed.statement), sealed.signature, trust));
    FF_TRY(const ActivityStatement statement, parseStatement(sealed.statement));
    ActivityChain chain = readActivityChain(joined(sealed.lines));
    if (chain.broken) {
        return mismatch("entry " + std::to_string(chain.broken->number) +
                        " does not follow the one before it");
    }
    if (chain.entries.empty() || chain.head != statement.head ||
        chain.entries.back().number != statement.number) {
        return mismatch("it does not end with entry " + std::to_string(statement.number) +
                        " as it was signed");
    }
    return SealVerdict{statement, std::move(signer), std::move(chain.entries)};
}

Result<SealedPart> compareWithLog(const ActivityStatement& statement, const ActivityHistory& history) {
    const std::string number = std::to_string(statement.number);
    if (history.broken && history.broken->number <= statement.number) {
        return mismatch("the log is broken at entry " + std::to_string(history.broken->number));
    }
    const auto entry = std::ranges::find(history.entries, statement.number, &ActivityEntry::number);
    if (entry == history.entries.end()) {
        const bool begunLater = !history.entries.empty() && history.entries.front().number > statement.number;
        return begunLater ? Result<SealedPart>(SealedPart::Older)
                          : mismatch("entry " + number + " was signed, and is not in the log any more");
    }
    return sha256(asBytes(activityLine(*entry))) == statement.head
               ? Result<SealedPart>(SealedPart::Present)
               : mismatch("entry " + number + " is another one than was signed");
}

} // namespace fieldfare::app
