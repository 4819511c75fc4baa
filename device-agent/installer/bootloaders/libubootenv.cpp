// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/uboot.h"

#include "device-agent/installer/bootloaders/environment_lock.h"
#include "device-agent/installer/bootloaders/uboot_copies.h"
#include "device-agent/installer/bootloaders/variable_boot_control.h"

#include <cerrno>
#include <cstdlib>
#include <libuboot.h>

namespace fieldfare::installer {

namespace {

/// One loaded environment; closes and frees it.
class Loaded {
public:
    static Result<Loaded> load(const std::filesystem::path& config) {
        Loaded environment;
        if (::libuboot_initialize(&environment.m_context, nullptr) < 0) {
            return environmentError(config, "libubootenv could not start");
        }
        if (::libuboot_read_config(environment.m_context, config.c_str()) < 0) {
            return environmentError(config,
                                    "libubootenv does not accept the file, or a device in it is missing");
        }
        environment.m_open = true; // it locks before it reads, so it must be closed even if it fails
        const int failed = ::libuboot_open(environment.m_context);
        if (failed == -ENODATA) {
            return environmentError(config, "no copy of the environment has a right checksum");
        }
        if (failed < 0) {
            return environmentError(config, "the environment cannot be read: " + errorText(failed));
        }
        return environment;
    }
    Loaded(Loaded&& other) noexcept
        : m_context(std::exchange(other.m_context, nullptr))
        , m_open(std::exchange(other.m_open, false)) {}
    Loaded(const Loaded&) = delete;
    Loaded& operator=(const Loaded&) = delete;
    Loaded& operator=(Loaded&&) = delete;
    ~Loaded() {
        if (m_open) {
            ::libuboot_close(m_context);
        }
        if (m_context != nullptr) {
            ::libuboot_exit(m_context);
        }
    }

    [[nodiscard]] std::optional<std::string> get(const std::string& name) const {
        char* value = ::libuboot_get_env(m_context, name.c_str());
        if (value == nullptr) {
            return std::nullopt;
        }
        std::string text(value);
        std::free(value); // libubootenv gives it to the caller
        return text;
    }
    [[nodiscard]] int set(const std::string& name, const std::string& value) {
        return ::libuboot_set_env(m_context, name.c_str(), value.c_str());
    }
    [[nodiscard]] int store() { return ::libuboot_env_store(m_context); }

    static std::string errorText(int failed) {
        const char* text = ::strerrordesc_np(-failed);
        return text != nullptr ? text : "unknown error";
    }

private:
    Loaded() = default;
    uboot_ctx* m_context = nullptr;
    bool m_open = false;
};

class LibubootenvSession final : public EnvironmentSession {
public:
    LibubootenvSession(std::filesystem::path config, UniqueFd lock, std::vector<EnvironmentCopy> copies,
                       Loaded loaded)
        : m_config(std::move(config))
        , m_lock(std::move(lock))
        , m_copies(std::move(copies))
        , m_loaded(std::move(loaded)) {}

    [[nodiscard]] std::optional<std::string> get(const std::string& name) const override {
        return m_loaded->get(name);
    }
    [[nodiscard]] Result<> store(const EnvironmentChanges& variables) override {
        for (const auto& [name, value] : variables) {
            if (const int failed = m_loaded->set(name, value); failed < 0) {
                return environmentError(m_config, "the variable " + name +
                                                      " cannot be set: " + Loaded::errorText(failed));
            }
        }
        if (const int failed = m_loaded->store(); failed != 0) {
            return environmentError(m_config,
                                    "the environment cannot be written: " +
                                        (failed < 0 ? Loaded::errorText(failed) : "the medium is full"));
        }
        return {};
    }
    [[nodiscard]] Result<> settle() override {
        for (const EnvironmentCopy& copy : m_copies) {
            FF_CHECK(copy.settle());
        }
        return {};
    }
    [[nodiscard]] Result<> reload() override {
        m_loaded.reset(); // libubootenv's own lock is held until then
        FF_CHECK(settle());
        FF_TRY(Loaded after, Loaded::load(m_config));
        m_loaded.emplace(std::move(after));
        return {};
    }

private:
    std::filesystem::path m_config;
    UniqueFd m_lock;
    std::vector<EnvironmentCopy>
        m_copies; ///< Opened before anything is written: told of writes that are lost.
    std::optional<Loaded> m_loaded;
};

/// Our own lock for each environment: libubootenv has one for the whole machine, and goes on without it where
/// it may not open that file.
class Libubootenv final : public BootEnvironment {
public:
    explicit Libubootenv(const device::UBootConfig& config)
        : m_config(config) {}

    [[nodiscard]] Result<std::unique_ptr<EnvironmentSession>> open() override {
        FF_TRY(UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(auto copies, openCopies());
        FF_TRY(Loaded loaded, Loaded::load(m_config.envConfig));
        return std::unique_ptr<EnvironmentSession>(std::make_unique<LibubootenvSession>(
            m_config.envConfig, std::move(lock), std::move(copies), std::move(loaded)));
    }

    [[nodiscard]] Result<EnvironmentCopies> inspect() override {
        FF_TRY(const UniqueFd lock, lockEnvironment(m_config));
        FF_TRY(const auto places, readEnvironmentConfig(m_config.envConfig));
        EnvironmentCopies counted{static_cast<int>(places.size()), 0};
        for (const EnvironmentPlace& place : places) {
            const Result<EnvironmentCopy> copy = EnvironmentCopy::open(place);
            const bool valid =
                copy.ok() && (copy->isRaw() ? copy->content(places.size()) == EnvironmentCopy::Content::Valid
                                            : Loaded::load(m_config.envConfig).ok());
            counted.valid += valid ? 1 : 0;
        }
        return counted;
    }

private:
    /// The copies, opened before anything is written (see EnvironmentCopy), at least one of them valid:
    /// libubootenv reads on behind the end of one that has a right checksum and no end of its list.
    [[nodiscard]] Result<std::vector<EnvironmentCopy>> openCopies() const {
        FF_TRY(const auto places, readEnvironmentConfig(m_config.envConfig));
        std::vector<EnvironmentCopy> copies;
        bool anyValid = false;
        for (const EnvironmentPlace& place : places) {
            FF_TRY(EnvironmentCopy copy, EnvironmentCopy::open(place));
            const auto content = copy.isRaw() ? copy.content(places.size()) : EnvironmentCopy::Content::Valid;
            if (content == EnvironmentCopy::Content::Endless) {
                return environmentError(place.device, "a copy has a right checksum, but its list has no end");
            }
            anyValid = anyValid || content == EnvironmentCopy::Content::Valid;
            copies.push_back(std::move(copy));
        }
        if (!anyValid) {
            return environmentError(m_config.envConfig, "no copy of the environment has a right checksum");
        }
        return copies;
    }

    device::UBootConfig m_config;
};

} // namespace

std::unique_ptr<BootEnvironment> makeLibubootenv(const device::UBootConfig& config) {
    return std::make_unique<Libubootenv>(config);
}

std::unique_ptr<BootControl> makeUBootControl(const device::UBootConfig& config,
                                              std::vector<std::string> bootNames) {
    return makeVariableBootControl(config, std::move(bootNames), makeLibubootenv(config), config.envConfig);
}

} // namespace fieldfare::installer
