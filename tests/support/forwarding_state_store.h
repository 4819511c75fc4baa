// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/state_store.h"

namespace fieldfare::test {

/// Hands every call on to another store: what stands around a store overrides the calls that it is about.
class ForwardingStateStore : public StateStore {
public:
    explicit ForwardingStateStore(std::unique_ptr<StateStore> store)
        : m_store(std::move(store)) {}
    Result<Bytes> read(const std::filesystem::path& name, std::size_t maxBytes) override {
        return m_store->read(name, maxBytes);
    }
    Result<std::unique_ptr<ByteSource>> open(const std::filesystem::path& name) override {
        return m_store->open(name);
    }
    Result<> replace(const std::filesystem::path& name, ByteView content) override {
        return m_store->replace(name, content);
    }
    Result<> append(const std::filesystem::path& name, ByteView record) override {
        return m_store->append(name, record);
    }
    Result<> remove(const std::filesystem::path& name) override { return m_store->remove(name); }
    Result<> settle() override { return m_store->settle(); }
    Result<std::vector<std::string>> list() override { return m_store->list(); }
    Result<std::uint64_t> freeBytes() override { return m_store->freeBytes(); }
    std::filesystem::path pathOf(const std::filesystem::path& name) const override {
        return m_store->pathOf(name);
    }

private:
    std::unique_ptr<StateStore> m_store;
};

} // namespace fieldfare::test
