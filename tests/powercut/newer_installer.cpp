// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/newer_installer.h"

#include "core/base/json.h"
#include "core/crypto/digest.h"
#include "core/storage/journal.h"
#include "tests/support/forwarding_state_store.h"

namespace fieldfare::powercut {
namespace {

constexpr std::uint32_t anotherKind = 7;

/// One record, as journal.h describes it.
void addRecord(Bytes& out, std::uint32_t type, std::string_view payload) {
    const std::size_t start = out.size();
    appendLittleEndian(out, static_cast<std::uint32_t>(payload.size()));
    appendLittleEndian(out, type);
    const ByteView bytes = asBytes(payload);
    out.insert(out.end(), bytes.begin(), bytes.end());
    const Digest digest = sha256(ByteView(out).subspan(start));
    out.insert(out.end(), digest.bytes.begin(), digest.bytes.begin() + 8);
}

/// A member more in this object and in all objects in it.
void extend(Json& json) {
    if (!json.is_object()) {
        return;
    }
    for (auto& member : json) {
        extend(member);
    }
    json["sinceLater"] = Json{{"of", {1, 2, 3}}};
}

std::string extended(ByteView text) {
    auto json = parseJson(asText(text));
    if (!json.ok()) {
        return std::string(asText(text));
    }
    extend(*json);
    return json->dump();
}

class NewerStore final : public test::ForwardingStateStore {
public:
    explicit NewerStore(std::unique_ptr<StateStore> store)
        : ForwardingStateStore(std::move(store)) {}
    Result<> replace(const std::filesystem::path& name, ByteView content) override {
        if (name == "journal") {
            return ForwardingStateStore::replace(name, journal(content));
        }
        if (name == "slots" || name == "floor") {
            return ForwardingStateStore::replace(name, asBytes(extended(content)));
        }
        return ForwardingStateStore::replace(name, content);
    }
    Result<> append(const std::filesystem::path& name, ByteView record) override {
        return ForwardingStateStore::append(name, name == "journal" ? journal(record) : toBytes(record));
    }

private:
    static Bytes journal(ByteView written) {
        Bytes out;
        for (const JournalRecord& record : readJournal(written).records) {
            addRecord(out, record.type, extended(record.payload));
        }
        addRecord(out, anotherKind, "something that is no JSON");
        return out;
    }
};

} // namespace

std::unique_ptr<StateStore> writtenByNewer(std::unique_ptr<StateStore> store) {
    return std::make_unique<NewerStore>(std::move(store));
}

} // namespace fieldfare::powercut
