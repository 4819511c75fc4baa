// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/state_store.h"

#include <algorithm>
#include <map>

namespace fieldfare::test {

/// A state folder in memory. Each change can fail, or be cut by the power: then the state is what a real
/// folder could hold at that moment, and every later call fails until restart().
class MemoryStateStore final : public StateStore {
public:
    /// The `nth` change from now (0: the next) fails with Io. An append that fails has added `keptBytes` of
    /// its record.
    void failChange(std::size_t nth, std::size_t keptBytes = 0) {
        m_failAt = m_changes + nth;
        m_keptBytes = keptBytes;
    }
    /// As failChange, and nothing works any more.
    void cutAt(std::size_t nth, std::size_t keptBytes = 0) {
        failChange(nth, keptBytes);
        m_failIsCut = true;
    }
    void restart() {
        m_dead = false;
        m_failIsCut = false;
        m_failAt.reset();
    }
    /// Every change fails with NoSpace; reading works.
    void setFull(bool full) { m_full = full; }
    [[nodiscard]] std::size_t changes() const { return m_changes; }
    [[nodiscard]] std::map<std::string, Bytes>& files() { return m_files; }

    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& name, std::size_t maxBytes) override {
        if (m_dead) {
            return ioError("read", name.string(), 5);
        }
        const auto it = m_files.find(name.string());
        if (it == m_files.end()) {
            return Error(ErrorCode::NotFound, {{"path", name.string()}});
        }
        if (it->second.size() > maxBytes) {
            return Error(ErrorCode::TooLarge, {{"path", name.string()}});
        }
        return it->second;
    }
    [[nodiscard]] Result<std::unique_ptr<ByteSource>> open(const std::filesystem::path& name) override {
        FF_TRY(Bytes content, read(name, SIZE_MAX));
        return std::unique_ptr<ByteSource>(std::make_unique<Content>(std::move(content)));
    }
    [[nodiscard]] Result<> replace(const std::filesystem::path& name, ByteView content) override {
        FF_CHECK(begin(name));
        m_files[name.string()] = toBytes(content);
        return {};
    }
    [[nodiscard]] Result<> append(const std::filesystem::path& name, ByteView record) override {
        if (Result<> begun = begin(name); !begun.ok()) {
            if (begun.error() == ErrorCode::Io && m_keptBytes > 0) {
                add(name, record.first(std::min(m_keptBytes, record.size())));
            }
            return begun;
        }
        add(name, record);
        return {};
    }
    [[nodiscard]] Result<> remove(const std::filesystem::path& name) override {
        FF_CHECK(begin(name));
        m_files.erase(name.string());
        return {};
    }
    [[nodiscard]] Result<> settle() override { return {}; }
    [[nodiscard]] Result<std::vector<std::string>> list() override {
        std::vector<std::string> names;
        for (const auto& [name, content] : m_files) {
            names.push_back(name);
        }
        return names;
    }
    [[nodiscard]] Result<std::uint64_t> freeBytes() override {
        return m_full ? std::uint64_t{0} : std::uint64_t{1} << 30;
    }
    [[nodiscard]] std::filesystem::path pathOf(const std::filesystem::path& name) const override {
        return "/nonexistent" / name;
    }

private:
    class Content final : public ByteSource {
    public:
        explicit Content(Bytes bytes)
            : m_bytes(std::move(bytes)) {}
        [[nodiscard]] std::uint64_t sizeBytes() const override { return m_bytes.size(); }
        [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
            if (offset > m_bytes.size() || into.size() > m_bytes.size() - offset) {
                return ioError("read", "memory", 5);
            }
            std::copy_n(m_bytes.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
            return {};
        }

    private:
        Bytes m_bytes;
    };
    Result<> begin(const std::filesystem::path& name) {
        const bool fails = m_failAt == m_changes;
        ++m_changes;
        if (m_dead || fails) {
            m_dead = m_dead || m_failIsCut;
            return ioError("write", name.string(), 5);
        }
        if (m_full) {
            return Error(ErrorCode::NoSpace, {{"path", name.string()}});
        }
        return {};
    }
    void add(const std::filesystem::path& name, ByteView data) {
        Bytes& file = m_files[name.string()];
        file.insert(file.end(), data.begin(), data.end());
    }

    std::map<std::string, Bytes> m_files;
    std::size_t m_changes = 0;
    std::optional<std::size_t> m_failAt;
    std::size_t m_keptBytes = 0;
    bool m_failIsCut = false;
    bool m_dead = false;
    bool m_full = false;
};

} // namespace fieldfare::test
