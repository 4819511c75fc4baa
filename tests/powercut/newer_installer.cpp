// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/newer_installer.h"

#include "core/base/json.h"
#include "core/crypto/digest.h"
#include "core/storage/journal.h"

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

class NewerStore final : public StateStore {
public:
    explicit NewerStore(std::unique_ptr<StateStore> store)
        : m_store(std::move(store)) {}
    Result<Bytes> read(const std::filesystem::path& name, std::size_t maxBytes) override {
        return m_store->read(name, maxBytes);
    }
    Result<std::unique_ptr<ByteSource>> open(const std::filesystem::path& name) override {
        return m_store->open(name);
    }
    Result<> replace(const std::filesystem::path& name, ByteView content) override {
        if (name == "journal") {
            return m_store->replace(name, journal(content));
        }
        if (name == "slots" || name == "floor") {
            return m_store->replace(name, asBytes(extended(content)));
        }
        return m_store->replace(name, content);
    }
    Result<> append(const std::filesystem::path& name, ByteView record) override {
        return m_store->append(name, name == "journal" ? journal(record) : toBytes(record));
    }
    Result<> remove(const std::filesystem::path& name) override { return m_store->remove(name); }
    Result<> settle() override { return m_store->settle(); }
    Result<std::vector<std::string>> list() override { return m_store->list(); }
    Result<std::uint64_t> freeBytes() override { return m_store->freeBytes(); }
    std::filesystem::path pathOf(const std::filesystem::path& name) const override {
        return m_store->pathOf(name);
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
    std::unique_ptr<StateStore> m_store;
};

} // namespace

std::unique_ptr<StateStore> writtenByNewer(std::unique_ptr<StateStore> store) {
    return std::make_unique<NewerStore>(std::move(store));
}

} // namespace fieldfare::powercut
