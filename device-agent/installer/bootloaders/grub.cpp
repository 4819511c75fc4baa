// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/grub.h"

#include "device-agent/installer/bootloaders/environment_lock.h"
#include "device-agent/installer/bootloaders/grub_block.h"
#include "device-agent/installer/bootloaders/variable_boot_control.h"

namespace fieldfare::installer {

namespace {

using std::filesystem::path;

Result<> inWords(Result<> outcome, const path& file) {
    return outcome.ok() ? std::move(outcome) : environmentError(file, describe(outcome.error()).happened);
}

/// One of the two files. It is only ever written in place, in its first sector: GRUB writes where it has
/// found the sectors, and a file that took its place by renaming could be neither the old nor the new one
/// meanwhile.
class GrubFile {
public:
    /// Errors: BootEnvironment{path,detail}.
    static Result<GrubFile> open(const path& file, const OpenBlock& open) {
        auto device = open(file);
        if (!device.ok()) {
            return environmentError(file, describe(device.error()).happened +
                                              "; grub-editenv FILE create makes one");
        }
        GrubFile opened(file, std::move(*device));
        const std::uint64_t size = opened.m_device->sizeBytes();
        if (size < GrubBlock::sectorBytes || size > GrubBlock::maxFileBytes) {
            return environmentError(file, "it has " + std::to_string(size) +
                                              " bytes and must have 512 to 65536; grub-editenv FILE create "
                                              "makes one of 1024");
        }
        return opened;
    }

    /// Reads it all; what stands in it may be damaged. Errors: BootEnvironment{path,detail}.
    [[nodiscard]] Result<> read() {
        m_content.resize(static_cast<std::size_t>(m_device->sizeBytes()));
        return inWords(m_device->readAt(0, m_content), m_path);
    }
    /// What was read last. Errors: BootEnvironment{path,detail}.
    [[nodiscard]] Result<GrubBlock> block() const {
        FF_TRY(GrubBlock block, GrubBlock::parse(m_content, m_path));
        if (block.get("slot").value_or("").empty()) { // GRUB's script asks for the same
            return environmentError(m_path, "it names no slot; grub-editenv FILE set slot=NAME does");
        }
        return block;
    }
    /// As it was read last.
    [[nodiscard]] Bytes sector() const { return toBytes(ByteView(m_content).first(GrubBlock::sectorBytes)); }
    /// Of a file that is damaged what lies behind the first sector is mended before: so it stays damaged
    /// until all of it is right.
    [[nodiscard]] Result<> write(const Bytes& sector) {
        if (!block().ok() && m_device->sizeBytes() > sector.size()) {
            const Bytes rest(static_cast<std::size_t>(m_device->sizeBytes()) - sector.size(), std::byte{'#'});
            FF_CHECK(inWords(m_device->writeAt(sector.size(), rest), m_path));
            FF_CHECK(flush());
        }
        FF_CHECK(inWords(m_device->writeAt(0, sector), m_path));
        return flush();
    }
    [[nodiscard]] Result<> flush() { return inWords(m_device->flush(), m_path); }
    /// The next read asks the medium.
    void forget() { (void)m_device->dropCache(0, m_device->sizeBytes()); }

private:
    GrubFile(path file, std::unique_ptr<BlockDevice> device)
        : m_path(std::move(file))
        , m_device(std::move(device)) {}
    path m_path;
    std::unique_ptr<BlockDevice> m_device;
    Bytes m_content;
};

/// The files of one environment: the one that counts, and perhaps the one with the state before.
class GrubSession final : public EnvironmentSession {
public:
    static Result<std::unique_ptr<GrubSession>> open(const device::GrubConfig& config,
                                                     const OpenBlock& open) {
        FF_TRY(UniqueFd lock, lockEnvironment(config));
        auto session = std::unique_ptr<GrubSession>(new GrubSession(config.environment, std::move(lock)));
        FF_TRY(GrubFile current, GrubFile::open(config.environment, open));
        session->m_files.push_back(std::move(current));
        if (!config.previous.empty()) {
            FF_TRY(GrubFile previous, GrubFile::open(config.previous, open));
            session->m_files.push_back(std::move(previous));
        }
        return session;
    }

    /// GRUB's script does the same: the first file if it is whole, else the other one. But a file that cannot
    /// be read at all is an error: the next time it may be read, and the other one is older.
    [[nodiscard]] Result<> load() {
        std::optional<Error> first;
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            FF_CHECK(m_files[i].read());
            Result<GrubBlock> block = m_files[i].block();
            if (block.ok()) {
                m_block = std::move(*block);
                m_loaded = i;
                return {};
            }
            first = first ? first : block.error();
        }
        return *first;
    }
    /// The second file first: a cut between them leaves one that is whole, with the same in it.
    [[nodiscard]] Result<> restoreIfLost(const EnvironmentChanges& variables) {
        for (GrubFile& file : m_files) {
            FF_CHECK(file.read());
            if (file.block().ok()) {
                return {};
            }
        }
        GrubBlock block;
        for (const auto& [name, value] : variables) {
            block.set(name, value);
        }
        FF_TRY(const Bytes sector, block.sector(m_path));
        for (auto file = m_files.rbegin(); file != m_files.rend(); ++file) {
            FF_CHECK(file->write(sector));
        }
        return {};
    }
    [[nodiscard]] EnvironmentCopies count() {
        EnvironmentCopies counted{static_cast<int>(m_files.size()), 0};
        for (GrubFile& file : m_files) {
            counted.valid += file.read().ok() && file.block().ok() ? 1 : 0;
        }
        return counted;
    }

    [[nodiscard]] std::optional<std::string> get(const std::string& name) const override {
        return m_block.get(name);
    }
    [[nodiscard]] Result<> settle() override {
        for (GrubFile& file : m_files) {
            FF_CHECK(file.flush());
        }
        return {};
    }
    /// What counts is the first file, one sector written in place. Before it is touched the second one gets
    /// what it holds now: a cut leaves the state before or the one after in the first, and if that sector is
    /// lost with it, the state before in the second. So the second is never newer.
    [[nodiscard]] Result<> store(const EnvironmentChanges& variables) override {
        for (const auto& [name, value] : variables) {
            m_block.set(name, value);
        }
        FF_TRY(const Bytes sector, m_block.sector(m_path));
        if (m_files.size() > 1 && m_loaded == 0) {
            FF_CHECK(m_files[1].read());
            const bool isThere = m_files[1].block().ok() && m_files[1].sector() == m_files[0].sector();
            FF_CHECK(isThere ? Result<>{} : m_files[1].write(m_files[0].sector()));
        }
        return m_files[0].write(sector);
    }
    [[nodiscard]] Result<> reload() override {
        FF_CHECK(settle());
        for (GrubFile& file : m_files) {
            file.forget();
        }
        return load();
    }

private:
    GrubSession(path where, UniqueFd lock)
        : m_path(std::move(where))
        , m_lock(std::move(lock)) {}
    path m_path;
    UniqueFd m_lock;
    std::vector<GrubFile> m_files; ///< Opened before anything is written: told of writes that are lost.
    GrubBlock m_block;
    std::size_t m_loaded = 0;
};

class GrubEnvironment final : public BootEnvironment {
public:
    GrubEnvironment(const device::GrubConfig& config, OpenBlock open)
        : m_config(config)
        , m_open(std::move(open)) {}
    [[nodiscard]] Result<std::unique_ptr<EnvironmentSession>> open() override {
        FF_TRY(auto session, GrubSession::open(m_config, m_open));
        FF_CHECK(session->load());
        return std::unique_ptr<EnvironmentSession>(std::move(session));
    }
    [[nodiscard]] Result<EnvironmentCopies> inspect() override {
        FF_TRY(const auto session, GrubSession::open(m_config, m_open));
        return session->count();
    }
    [[nodiscard]] Result<> restoreIfLost(const EnvironmentChanges& variables) override {
        FF_TRY(const auto session, GrubSession::open(m_config, m_open));
        return session->restoreIfLost(variables);
    }

private:
    device::GrubConfig m_config;
    OpenBlock m_open;
};

} // namespace

std::unique_ptr<BootControl> makeGrubControl(const device::GrubConfig& config,
                                             std::vector<std::string> bootNames, OpenBlock open) {
    return makeVariableBootControl({}, std::move(bootNames),
                                   std::make_unique<GrubEnvironment>(config, std::move(open)),
                                   config.environment);
}

} // namespace fieldfare::installer
