// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/fleet_backup.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/crypto/draft_folder.h"
#include "core/crypto/key_files.h"

#include <algorithm>
#include <fcntl.h>
#include <map>
#include <unistd.h>

namespace fieldfare {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view listName = "fieldfare-backup.json";
constexpr std::string_view backupType = "fieldfare-fleet-backup";
constexpr std::uint64_t backupFormat = 1;
constexpr std::size_t maxListBytes = std::size_t{16} << 10;
constexpr std::size_t maxMemberBytes = std::size_t{256} << 20; // the register's own limit

struct Member {
    std::string name;
    enum class Kind { Key, Other } kind = Kind::Other;
    bool required = false;
};

/// All that a backup may hold.
const std::vector<Member>& knownMembers() {
    static const std::vector<Member> members = [] {
        std::vector<Member> list{{"fleet.json", Member::Kind::Other, true},
                                 {"issued.json", Member::Kind::Other, true},
                                 {"revocations.cms"},
                                 {"revocations.json"},
                                 {"root.crt", Member::Kind::Other, true},
                                 {"root.key", Member::Kind::Key}};
        for (const Role role : allRoles) {
            const std::string name = std::string(roleName(role)) + "-authority";
            list.push_back({name + ".key", Member::Kind::Key});
            list.push_back({name + ".crt"});
        }
        std::ranges::sort(list, {}, &Member::name);
        return list;
    }();
    return members;
}

const Member* knownMember(const std::string& name) {
    const auto found = std::ranges::find(knownMembers(), name, &Member::name);
    return found == knownMembers().end() ? nullptr : &*found;
}

using Content = std::map<std::string, Bytes>;

Error damaged(const fs::path& path, std::string detail) {
    return Error(ErrorCode::BackupDamaged, {{"path", path.string()}, {"detail", std::move(detail)}});
}

/// The fleet's files as they lie.
Result<Content> readMembers(const fs::path& folder) {
    Content content;
    for (const Member& member : knownMembers()) {
        Result<Bytes> read = readFile(folder / member.name, maxMemberBytes);
        if (!read.ok() && read.error().code() == ErrorCode::NotFound && !member.required) {
            continue;
        }
        FF_TRY(Bytes bytes, std::move(read));
        const bool encrypted = asText(bytes).find("BEGIN ENCRYPTED PRIVATE KEY") != std::string_view::npos;
        if (member.kind == Member::Kind::Key && !encrypted) {
            return Error(ErrorCode::BadKey,
                         {{"path", (folder / member.name).string()}, {"detail", "it is not encrypted"}});
        }
        content.emplace(member.name, std::move(bytes));
    }
    return content;
}

std::string listOf(const Content& content, const Fleet& fleet, UnixTime now) {
    Json files = Json::array();
    for (const auto& [name, bytes] : content) {
        files.push_back({{"name", name}, {"size", bytes.size()}, {"sha256", sha256(bytes).hex()}});
    }
    const Json json = {{"format", backupFormat},
                       {"type", backupType},
                       {"fleet", fleet.name()},
                       {"rootFingerprint", fleet.root().fingerprint().hex()},
                       {"at", now.time_since_epoch().count()},
                       {"files", std::move(files)}};
    return json.dump(1) + "\n";
}

/// Of a file that was just flushed: what the medium has of it, not the memory.
void forgetPages(const fs::path& path) {
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd) {
        static_cast<void>(::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_DONTNEED));
    }
}

std::string stamp(UnixTime now) {
    std::string text = toRfc3339(now).substr(0, 19); // 2026-11-26T21:04:05
    std::erase(text, '-');
    std::erase(text, ':');
    std::ranges::replace(text, 'T', '-');
    return text;
}

/// What the list of a backup says.
struct Listed {
    FleetBackup backup;
    std::map<std::string, std::pair<std::uint64_t, Digest>> files;
};

Result<Listed> parseList(const fs::path& folder, std::string_view text) {
    FF_TRY(const Json json, parseJson(text, {.maxBytes = maxListBytes, .maxDepth = 4}));
    JsonReader reader(json, "backup");
    if (reader.number("format", 0xffffffff) != backupFormat) {
        reader.fail("format", "only format 1 is known");
    }
    if (reader.text("type", 64) != backupType) {
        reader.fail("type", "it is another kind of file");
    }
    Listed listed;
    listed.backup.folder = folder;
    listed.backup.fleet = reader.text("fleet", 64);
    const std::string root = reader.text("rootFingerprint", 64);
    listed.backup.at = UnixTime{std::chrono::seconds{reader.signedNumber("at")}};
    const Json& files = reader.array("files", 64);
    FF_CHECK(reader.finish());
    FF_CHECK(checkIdentityName("fleet", listed.backup.fleet));
    FF_TRY(listed.backup.root, digestFromHex(root));
    for (const Json& each : files) {
        JsonReader file(each, "file");
        std::string name = file.text("name", 64);
        const std::uint64_t size = file.number("size", maxMemberBytes);
        const std::string hash = file.text("sha256", 64);
        FF_CHECK(file.finish());
        FF_TRY(const Digest digest, digestFromHex(hash));
        const Member* member = knownMember(name); // so no name leads out of the folder
        if (member == nullptr || !listed.files.emplace(name, std::pair(size, digest)).second) {
            return Error(ErrorCode::BadValue, {{"key", "name"}, {"detail", "no file of a backup, or twice"}});
        }
        listed.backup.keys += member->kind == Member::Kind::Key ? 1 : 0;
        listed.backup.files.push_back(std::move(name));
    }
    std::ranges::sort(listed.backup.files);
    return listed;
}

Result<Listed> readList(const fs::path& folder) {
    Result<Bytes> read = readFile(folder / listName, maxListBytes);
    if (!read.ok() && read.error().code() == ErrorCode::NotFound) {
        return damaged(folder, "there is no " + std::string(listName) + " in the folder");
    }
    FF_TRY(const Bytes text, std::move(read));
    Result<Listed> listed = parseList(folder, asText(text));
    if (!listed.ok()) {
        return damaged(folder / listName, describeLine(listed.error()));
    }
    for (const Member& member : knownMembers()) {
        if (member.required && !listed->files.contains(member.name)) {
            return damaged(folder, member.name + " is missing");
        }
    }
    return listed;
}

/// Every file of the list, compared with it.
Result<Content> readListed(const fs::path& folder, const Listed& listed) {
    Content content;
    for (const auto& [name, expected] : listed.files) {
        Result<Bytes> read = readFile(folder / name, maxMemberBytes);
        if (!read.ok() && read.error().code() == ErrorCode::NotFound) {
            return damaged(folder, name + " is missing");
        }
        FF_TRY(Bytes bytes, std::move(read));
        if (bytes.size() != expected.first || sha256(bytes) != expected.second) {
            return damaged(folder, name + " is not what was written");
        }
        content.emplace(name, std::move(bytes));
    }
    return content;
}

Result<> writeMembers(const fs::path& folder, const Content& content) {
    for (const auto& [name, bytes] : content) {
        FF_CHECK(createFile(folder / name, bytes, 0600));
    }
    return {};
}

} // namespace

Result<FleetBackup> backUpFleet(const Fleet& fleet, const fs::path& target, UnixTime now) {
    Content content;
    {
        FF_TRY(const FolderLock lock, FolderLock::take(fleet.folder()));
        FF_TRY(content, readMembers(fleet.folder()));
    }
    const fs::path folder = target / (fleet.name() + "-backup-" + stamp(now));
    std::error_code ignored;
    if (!fs::is_directory(target, ignored)) {
        return Error(ErrorCode::NotFound, {{"path", target.string()}});
    }
    if (fs::exists(folder, ignored)) {
        return Error(ErrorCode::AlreadyExists,
                     {{"path", folder.string()}, {"detail", "a backup of this second"}});
    }
    FF_TRY(DraftFolder draft, DraftFolder::make(folder));
    FF_CHECK(writeMembers(draft.path(), content));
    const std::string list = listOf(content, fleet, now);
    FF_CHECK(createFile(draft.path() / listName, asBytes(list), 0600));
    for (const auto& [name, bytes] : content) {
        forgetPages(draft.path() / name);
    }
    forgetPages(draft.path() / listName);
    FF_TRY(FleetBackup checked, checkBackup(draft.path()));
    FF_CHECK(draft.moveTo(folder));
    checked.folder = folder;
    return checked;
}

Result<FleetBackup> checkBackup(const fs::path& folder) {
    FF_TRY(const Listed listed, readList(folder));
    FF_TRY(const Content content, readListed(folder, listed));
    return listed.backup;
}

Result<Fleet> restoreFleet(const fs::path& backup, const fs::path& folder) {
    FF_TRY(const Listed listed, readList(backup));
    FF_TRY(const Content content, readListed(backup, listed));
    // "fleets/acme/" names the same folder as "fleets/acme".
    const fs::path target = folder.has_filename() ? folder : folder.parent_path();
    std::error_code ignored;
    if (fs::exists(target, ignored) && !fs::is_empty(target, ignored)) {
        return Error(ErrorCode::AlreadyExists,
                     {{"path", target.string()}, {"detail", "the folder is not empty"}});
    }
    FF_TRY(DraftFolder draft, DraftFolder::make(target));
    FF_CHECK(writeMembers(draft.path(), content));
    {
        const Result<Fleet> fleet = Fleet::open(draft.path());
        if (!fleet.ok() || !fleet->readRegister().ok() || fleet->name() != listed.backup.fleet ||
            fleet->root().fingerprint() != listed.backup.root) {
            return damaged(backup, "its files do not make the fleet that it names");
        }
    }
    FF_CHECK(draft.moveTo(target));
    return Fleet::open(target);
}

} // namespace fieldfare
