// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/crypto/fleet.h"
#include "core/crypto/key_files.h"
#include "core/crypto/key_signer.h"

namespace fieldfare {

namespace {

SecretProvider giving(const Secret& secret) {
    return [&secret](std::string_view) -> Result<Secret> { return secret.clone(); };
}

struct KeyFile {
    std::filesystem::path path;
    std::optional<PrivateKey> key; ///< Empty: it has the new passphrase already.
};

/// Opens a key by the old passphrase, or sees that the new one opens it.
Result<KeyFile> openOne(const std::filesystem::path& path, const Secret& current, const Secret& fresh) {
    Result<PrivateKey> opened = openPrivateKey(path, giving(current));
    if (opened.ok()) {
        return KeyFile{path, std::move(opened).value()};
    }
    if (opened.error().code() == ErrorCode::WrongPassphrase && openPrivateKey(path, giving(fresh)).ok()) {
        return KeyFile{path, std::nullopt};
    }
    return std::move(opened).error();
}

} // namespace

Result<std::size_t> Fleet::changePassphrase(const Secret& current, const Secret& fresh,
                                            const KeyProtection& protection) {
    FF_TRY(const FolderLock lock, FolderLock::take(m_folder));
    std::vector<std::filesystem::path> paths{m_folder / "root.key"};
    for (const Role role : allRoles) {
        paths.push_back(m_folder / (std::string(roleName(role)) + "-authority.key"));
    }
    std::vector<KeyFile> files; // all are opened before the first one is written
    for (const std::filesystem::path& path : paths) {
        std::error_code ignored;
        if (std::filesystem::exists(path, ignored)) {
            FF_TRY(files.emplace_back(), openOne(path, current, fresh));
        }
    }
    if (files.empty()) {
        return Error(ErrorCode::NotFound, {{"path", paths.front().string()}});
    }
    for (const KeyFile& file : files) {
        if (file.key) {
            FF_TRY(const Secret pem, file.key->toPem(fresh, protection));
            FF_CHECK(writeFileAtomically(file.path, asBytes(pem.reveal()), 0600));
        }
    }
    return files.size();
}

} // namespace fieldfare
