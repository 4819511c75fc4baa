// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/seams.h"

#include <algorithm>
#include <zlib.h>

namespace fieldfare::powercut {

namespace {

class MachineDevice final : public BlockDevice {
public:
    MachineDevice(Machine& machine, std::size_t device)
        : m_machine(machine)
        , m_device(device) {}
    [[nodiscard]] std::uint64_t sizeBytes() const override { return content().size(); }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        FF_CHECK(m_machine.read(Kind::BlockRead, m_device, "device"));
        if (offset > sizeBytes() || into.size() > sizeBytes() - offset) {
            return ioError("read", "device", 5);
        }
        std::copy_n(content().begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return {};
    }
    [[nodiscard]] Result<> writeAt(std::uint64_t offset, ByteView data) override {
        if (offset > sizeBytes() || data.size() > sizeBytes() - offset) {
            return Error(ErrorCode::SlotTooSmall, {{"need", offset + data.size()}, {"have", sizeBytes()}});
        }
        Operation operation;
        operation.kind = Kind::BlockWrite;
        operation.device = m_device;
        operation.offset = offset;
        operation.data = toBytes(data);
        return m_machine.perform(std::move(operation));
    }
    [[nodiscard]] Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override {
        return writeAt(offset, Bytes(static_cast<std::size_t>(length)));
    }
    [[nodiscard]] Result<> flush() override {
        Operation operation;
        operation.kind = Kind::BlockFlush;
        operation.device = m_device;
        return m_machine.perform(std::move(operation));
    }
    [[nodiscard]] Result<> dropCache(std::uint64_t, std::uint64_t) override { return {}; }

private:
    [[nodiscard]] const Bytes& content() const { return *m_machine.view().device(m_device); }
    Machine& m_machine;
    std::size_t m_device;
};

Operation fileOperation(Kind kind, int inode, std::string name) {
    Operation operation;
    operation.kind = kind;
    operation.inode = inode;
    operation.name = std::move(name);
    return operation;
}

class MachineFile final : public FolderOperations::File {
public:
    MachineFile(Machine& machine, int inode, std::string name)
        : m_machine(machine)
        , m_inode(inode)
        , m_name(std::move(name)) {}
    [[nodiscard]] Result<> write(ByteView data) override {
        Operation operation = fileOperation(Kind::FileWrite, m_inode, m_name);
        operation.offset = m_machine.view().inodeContent(m_inode).size();
        operation.data = toBytes(data);
        return m_machine.perform(std::move(operation));
    }
    [[nodiscard]] Result<> sync() override {
        return m_machine.perform(fileOperation(Kind::FileSync, m_inode, m_name));
    }

private:
    Machine& m_machine;
    int m_inode;
    std::string m_name;
};

class Content final : public ByteSource {
public:
    Content(Machine& machine, Bytes bytes, std::string name)
        : m_machine(machine)
        , m_bytes(std::move(bytes))
        , m_name(std::move(name)) {}
    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_bytes.size(); }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        FF_CHECK(m_machine.read(Kind::FileRead, 0, m_name));
        if (offset > m_bytes.size() || into.size() > m_bytes.size() - offset) {
            return ioError("read", m_name, 5);
        }
        std::copy_n(m_bytes.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return {};
    }

private:
    Machine& m_machine;
    Bytes m_bytes;
    std::string m_name;
};

class MachineFolder final : public FolderOperations {
public:
    MachineFolder(Machine& machine, std::string prefix)
        : m_machine(machine)
        , m_prefix(std::move(prefix)) {}
    [[nodiscard]] Result<std::unique_ptr<File>> create(const std::string& name) override {
        if (inodeOf(name) != 0) {
            return ioError("create", name, 17);
        }
        const int inode = m_machine.newInode();
        FF_CHECK(m_machine.perform(fileOperation(Kind::FileCreate, inode, m_prefix + name)));
        return std::unique_ptr<File>(std::make_unique<MachineFile>(m_machine, inode, m_prefix + name));
    }
    [[nodiscard]] Result<std::unique_ptr<File>> openToAppend(const std::string& name) override {
        if (inodeOf(name) == 0) {
            return Error(ErrorCode::NotFound, {{"path", name}});
        }
        return std::unique_ptr<File>(
            std::make_unique<MachineFile>(m_machine, inodeOf(name), m_prefix + name));
    }
    [[nodiscard]] Result<> rename(const std::string& from, const std::string& to) override {
        Operation operation = fileOperation(Kind::FileRename, inodeOf(from), m_prefix + from);
        operation.target = m_prefix + to;
        return m_machine.perform(std::move(operation));
    }
    [[nodiscard]] Result<> remove(const std::string& name) override {
        if (inodeOf(name) == 0) {
            return Error(ErrorCode::NotFound, {{"path", name}});
        }
        return m_machine.perform(fileOperation(Kind::FileRemove, inodeOf(name), m_prefix + name));
    }
    [[nodiscard]] Result<> sync() override {
        return m_machine.perform(fileOperation(Kind::FolderSync, 0, m_prefix));
    }
    [[nodiscard]] Result<std::unique_ptr<ByteSource>> open(const std::string& name) override {
        FF_CHECK(m_machine.read(Kind::FileRead, 0, m_prefix + name));
        const Bytes* content = m_machine.view().file(m_prefix + name);
        if (content == nullptr) {
            return Error(ErrorCode::NotFound, {{"path", name}});
        }
        return std::unique_ptr<ByteSource>(std::make_unique<Content>(m_machine, *content, m_prefix + name));
    }
    [[nodiscard]] Result<std::vector<std::string>> list() override {
        std::vector<std::string> names;
        for (const auto& [name, inode] : m_machine.view().names()) {
            if (folderOf(name) == m_prefix) {
                names.push_back(name.substr(m_prefix.size()));
            }
        }
        return names;
    }
    [[nodiscard]] Result<std::uint64_t> freeBytes() override { return m_machine.freeBytes; }
    [[nodiscard]] std::filesystem::path path() const override { return m_prefix + "state"; }

private:
    [[nodiscard]] int inodeOf(const std::string& name) const {
        return m_machine.view().inodeOf(m_prefix + name);
    }
    Machine& m_machine;
    std::string m_prefix;
};

/// Of fixed size, as a file of one sector is.
class FileBlock final : public BlockDevice {
public:
    FileBlock(Machine& machine, int inode, std::string name)
        : m_machine(machine)
        , m_inode(inode)
        , m_name(std::move(name)) {}
    [[nodiscard]] std::uint64_t sizeBytes() const override { return content().size(); }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        FF_CHECK(m_machine.read(Kind::FileRead, 0, m_name));
        if (offset > sizeBytes() || into.size() > sizeBytes() - offset) {
            return ioError("read", m_name, 5);
        }
        std::copy_n(content().begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return {};
    }
    [[nodiscard]] Result<> writeAt(std::uint64_t offset, ByteView data) override {
        if (offset > sizeBytes() || data.size() > sizeBytes() - offset) {
            return Error(ErrorCode::SlotTooSmall, {{"need", offset + data.size()}, {"have", sizeBytes()}});
        }
        Operation operation = fileOperation(Kind::FileWrite, m_inode, m_name);
        operation.offset = offset;
        operation.data = toBytes(data);
        return m_machine.perform(std::move(operation));
    }
    [[nodiscard]] Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override {
        return writeAt(offset, Bytes(static_cast<std::size_t>(length)));
    }
    [[nodiscard]] Result<> flush() override {
        return m_machine.perform(fileOperation(Kind::FileSync, m_inode, m_name));
    }
    [[nodiscard]] Result<> dropCache(std::uint64_t, std::uint64_t) override { return {}; }

private:
    [[nodiscard]] const Bytes& content() const { return m_machine.view().inodeContent(m_inode); }
    Machine& m_machine;
    int m_inode;
    std::string m_name;
};

std::uint32_t zlibCrc(ByteView data) {
    return static_cast<std::uint32_t>(
        ::crc32(0, reinterpret_cast<const Bytef*>(data.data()), static_cast<uInt>(data.size())));
}

constexpr std::size_t headerBytes = 5; ///< CRC-32, flags

Error noCopy() {
    return Error(ErrorCode::BootEnvironment,
                 {{"path", "environment"}, {"detail", "no copy of the environment has a right checksum"}});
}

class MachineSession final : public installer::EnvironmentSession {
public:
    MachineSession(Machine& machine, const EnvironmentPlaces& places)
        : m_machine(machine)
        , m_places(places) {}

    [[nodiscard]] Result<> load() {
        bool valid[2] = {false, false};
        for (std::size_t i : {0U, 1U}) {
            FF_CHECK(m_machine.read(Kind::BlockRead, m_places.device, "environment"));
            const ByteView copy = view(i);
            valid[i] = loadLittleEndian<std::uint32_t>(copy) == zlibCrc(copy.subspan(headerBytes));
        }
        if (!valid[0] && !valid[1]) {
            return noCopy();
        }
        m_current = valid[0] && valid[1] ? younger() : (valid[0] ? 0 : 1);
        read(view(m_current).subspan(headerBytes));
        return {};
    }
    [[nodiscard]] std::optional<std::string> get(const std::string& name) const override {
        const auto found = m_variables.find(name);
        return found == m_variables.end() ? std::nullopt : std::optional(found->second);
    }
    [[nodiscard]] Result<> store(const installer::EnvironmentChanges& variables) override {
        for (const auto& [name, value] : variables) {
            m_variables[name] = value;
        }
        const auto flags = std::to_integer<unsigned>(view(m_current)[4]) + 1U;
        Operation operation;
        operation.kind = Kind::BlockWrite;
        operation.device = m_places.device;
        operation.offset = m_places.offset[1 - m_current];
        operation.data = environmentCopy({m_variables.begin(), m_variables.end()}, m_places.sizeBytes,
                                         static_cast<unsigned char>(flags));
        FF_CHECK(inWords(m_machine.perform(std::move(operation))));
        return inWords(flush());
    }
    [[nodiscard]] Result<> settle() override { return inWords(flush()); }
    [[nodiscard]] Result<> reload() override {
        FF_CHECK(settle());
        return load();
    }

private:
    [[nodiscard]] ByteView view(std::size_t copy) const {
        return ByteView(*m_machine.view().device(m_places.device))
            .subspan(m_places.offset[copy], m_places.sizeBytes);
    }
    [[nodiscard]] std::size_t younger() const {
        const auto a = std::to_integer<unsigned>(view(0)[4]);
        const auto b = std::to_integer<unsigned>(view(1)[4]);
        const bool wrapped = (a == 255 && b == 0) || (a == 0 && b == 255);
        return wrapped ? (b == 0 ? 1 : 0) : (b > a ? 1 : 0);
    }
    void read(ByteView list) {
        m_variables.clear();
        while (!list.empty() && list[0] != std::byte{0}) {
            const auto end = std::find(list.begin(), list.end(), std::byte{0});
            const auto length = static_cast<std::size_t>(end - list.begin());
            const std::string_view entry = asText(list.first(length));
            const std::size_t equals = entry.find('=');
            m_variables[std::string(entry.substr(0, equals))] = entry.substr(equals + 1);
            list = list.subspan(std::min(length + 1, list.size()));
        }
    }
    Result<> flush() {
        Operation operation;
        operation.kind = Kind::BlockFlush;
        operation.device = m_places.device;
        return m_machine.perform(std::move(operation));
    }
    static Result<> inWords(Result<> outcome) {
        return outcome.ok()
                   ? Result<>()
                   : Error(ErrorCode::BootEnvironment,
                           {{"path", "environment"}, {"detail", describe(outcome.error()).happened}});
    }

    Machine& m_machine;
    EnvironmentPlaces m_places;
    std::size_t m_current = 0;
    std::map<std::string, std::string> m_variables;
};

class MachineEnvironment final : public installer::BootEnvironment {
public:
    MachineEnvironment(Machine& machine, const EnvironmentPlaces& places)
        : m_machine(machine)
        , m_places(places) {}
    [[nodiscard]] Result<std::unique_ptr<installer::EnvironmentSession>> open() override {
        auto session = std::make_unique<MachineSession>(m_machine, m_places);
        if (auto loaded = session->load(); !loaded.ok()) {
            return noCopy().with("detail", describe(loaded.error()).happened);
        }
        return std::unique_ptr<installer::EnvironmentSession>(std::move(session));
    }
    [[nodiscard]] Result<installer::EnvironmentCopies> inspect() override {
        return installer::EnvironmentCopies{2, open().ok() ? 2 : 0};
    }

private:
    Machine& m_machine;
    EnvironmentPlaces m_places;
};

} // namespace

std::unique_ptr<BlockDevice> makeBlockDevice(Machine& machine, std::size_t device) {
    return std::make_unique<MachineDevice>(machine, device);
}

std::unique_ptr<FolderOperations> makeFolder(Machine& machine, std::string prefix) {
    return std::make_unique<MachineFolder>(machine, std::move(prefix));
}

Result<std::unique_ptr<BlockDevice>> makeFileBlock(Machine& machine, const std::string& name) {
    const int inode = machine.view().inodeOf(name);
    if (inode == 0) {
        return Error(ErrorCode::NotFound, {{"path", name}});
    }
    return std::unique_ptr<BlockDevice>(std::make_unique<FileBlock>(machine, inode, name));
}

std::unique_ptr<installer::BootEnvironment> makeEnvironment(Machine& machine,
                                                            const EnvironmentPlaces& places) {
    return std::make_unique<MachineEnvironment>(machine, places);
}

Bytes environmentCopy(const std::vector<std::pair<std::string, std::string>>& variables,
                      std::size_t sizeBytes, unsigned char flags) {
    Bytes copy(headerBytes);
    for (const auto& [name, value] : variables) {
        const std::string entry = name + "=" + value;
        const ByteView text = asBytes(entry);
        copy.insert(copy.end(), text.begin(), text.end());
        copy.push_back(std::byte{0});
    }
    copy.resize(sizeBytes);
    copy[4] = static_cast<std::byte>(flags);
    storeLittleEndian<std::uint32_t>(copy, zlibCrc(ByteView(copy).subspan(headerBytes)));
    return copy;
}

} // namespace fieldfare::powercut
