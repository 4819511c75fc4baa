// SPDX-License-Identifier: Apache-2.0
#include "core/storage/state_store.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr std::string_view temporarySuffix = ".new";

/// A plain file name: the folder is flat, so nothing leads out of it.
Result<std::string> plainName(const std::filesystem::path& name) {
    const std::string text = name.string();
    const bool plain = !text.empty() && text.size() <= 200 && text != "." && text != ".." &&
                       text.find('/') == std::string::npos && text.find('\0') == std::string::npos &&
                       !text.ends_with(temporarySuffix);
    if (!plain) {
        return Error(ErrorCode::BadValue,
                     {{"key", "name"}, {"detail", "not the name of a state file"}, {"path", text}});
    }
    return text;
}

class StateFolder final : public StateStore {
public:
    explicit StateFolder(std::unique_ptr<FolderOperations> folder)
        : m_folder(std::move(folder)) {}

    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& name, std::size_t maxBytes) override {
        FF_TRY(const auto source, open(name));
        const std::uint64_t size = source->sizeBytes();
        if (size > maxBytes) {
            return Error(
                ErrorCode::TooLarge,
                {{"path", pathOf(name).string()}, {"have", size}, {"limit", std::uint64_t{maxBytes}}});
        }
        Bytes content(static_cast<std::size_t>(size));
        FF_CHECK(source->readAt(0, content));
        return content;
    }

    [[nodiscard]] Result<std::unique_ptr<ByteSource>> open(const std::filesystem::path& name) override {
        FF_TRY(const std::string file, plainName(name));
        return m_folder->open(file);
    }

    [[nodiscard]] Result<> replace(const std::filesystem::path& name, ByteView content) override {
        FF_TRY(const std::string file, plainName(name));
        const std::string temporary = file + std::string(temporarySuffix);
        if (auto removed = m_folder->remove(temporary);
            !removed.ok() && removed.error() != ErrorCode::NotFound) {
            return removed;
        }
        Result<> written = writeTemporary(temporary, content);
        if (written.ok()) {
            written = m_folder->rename(temporary, file);
        }
        if (!written.ok()) {
            (void)m_folder->remove(temporary);
            return written;
        }
        return syncNames();
    }

    [[nodiscard]] Result<> append(const std::filesystem::path& name, ByteView record) override {
        FF_TRY(const std::string file, plainName(name));
        auto opened = m_folder->openToAppend(file);
        const bool isNew = !opened.ok() && opened.error() == ErrorCode::NotFound;
        if (isNew) {
            opened = m_folder->create(file);
        }
        FF_TRY(const auto target, std::move(opened));
        FF_CHECK(target->write(record));
        FF_CHECK(target->sync());
        return isNew ? syncNames() : settleNames();
    }

    [[nodiscard]] Result<> remove(const std::filesystem::path& name) override {
        FF_TRY(const std::string file, plainName(name));
        if (auto removed = m_folder->remove(file); !removed.ok()) {
            return removed.error() == ErrorCode::NotFound ? settleNames() : removed;
        }
        return syncNames();
    }

    [[nodiscard]] Result<std::vector<std::string>> list() override {
        FF_TRY(std::vector<std::string> names, m_folder->list());
        std::erase_if(names, [](const std::string& name) { return name.ends_with(temporarySuffix); });
        std::sort(names.begin(), names.end());
        return names;
    }

    [[nodiscard]] Result<std::uint64_t> freeBytes() override { return m_folder->freeBytes(); }

    [[nodiscard]] std::filesystem::path pathOf(const std::filesystem::path& name) const override {
        return m_folder->path() / name.filename();
    }

    [[nodiscard]] Result<> settle() override {
        FF_TRY(const std::vector<std::string> names, list());
        for (const std::string& name : names) {
            auto file = m_folder->openToAppend(name);
            if (file.ok()) {
                FF_CHECK((*file)->sync());
            } else if (file.error() != ErrorCode::NotFound) {
                return std::move(file).error();
            }
        }
        return syncNames();
    }

private:
    /// Names that this process changed are durable when it returns.
    Result<> syncNames() {
        m_namesSettled = false;
        FF_CHECK(m_folder->sync());
        m_namesSettled = true;
        return {};
    }
    /// Names that an earlier process changed, which may have died before it flushed them, or that a flush
    /// failed for.
    Result<> settleNames() { return m_namesSettled ? Result<>() : syncNames(); }

    Result<> writeTemporary(const std::string& temporary, ByteView content) {
        FF_TRY(const auto file, m_folder->create(temporary));
        FF_CHECK(file->write(content));
        return file->sync();
    }

    std::unique_ptr<FolderOperations> m_folder;
    bool m_namesSettled = false;
};

} // namespace

std::unique_ptr<StateStore> makeStateFolder(std::unique_ptr<FolderOperations> folder) {
    return std::make_unique<StateFolder>(std::move(folder));
}

Result<std::unique_ptr<StateStore>> openStateFolder(const std::filesystem::path& folder) {
    FF_TRY(auto operations, openFolderOperations(folder));
    return makeStateFolder(std::move(operations));
}

} // namespace fieldfare
