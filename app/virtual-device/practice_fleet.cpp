// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/practice_fleet.h"

#include "app/virtual-device/factory.h"
#include "app/virtual-device/identity.h"
#include "app/virtual-device/practice_image.h"
#include "app/virtual-device/program_finder.h"
#include "core/base/file.h"
#include "core/base/unique_fd.h"
#include "core/bundle/image_inspector.h"
#include "core/crypto/fleet.h"

#include <QRandomGenerator>
#include <QStandardPaths>

#include <array>
#include <fcntl.h>
#include <sys/file.h>

namespace fieldfare::app {

namespace {

// Written first, so that a practice that was cut off can be told from somebody's folder and removed.
constexpr const char* markName = "made-by-fieldfare-for-practice";
// Written last.
constexpr const char* wholeName = "whole";

bool isThere(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

Result<> makeFolder(const std::filesystem::path& path) {
    std::error_code failed;
    std::filesystem::create_directories(path, failed);
    return failed ? Result<>(ioError("create", path.string(), failed.value())) : Result<>();
}

Result<> moveFile(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code failed;
    std::filesystem::rename(from, to, failed);
    return failed ? Result<>(ioError("rename", to.string(), failed.value())) : Result<>();
}

/// 128 random bits: needs no stretching, and is forgotten as soon as the practice is made.
Secret throwawayPassphrase() {
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    std::string text;
    for (const quint32 word : words) {
        text += QString::number(word, 16).toStdString() + '-';
    }
    return Secret(std::move(text));
}

/// A practice while it is made.
class Maker {
public:
    Maker(const PracticeFolder& folder, ProcessRunner& runner)
        : m_folder(folder)
        , m_runner(runner)
        , m_passphrase(throwawayPassphrase()) {}

    Result<> makeKeys() {
        FF_CHECK(makeFolder(m_folder.root() / "trust"));
        FF_TRY(Fleet fleet,
               Fleet::create(fleetFolder(), {.name = "Practice", .now = m_now, .protection = {1024}},
                             m_passphrase));
        FF_TRY(const IssuedFiles technician, issue(fleet, Role::Technician, "practice"));
        FF_TRY(m_release, issue(fleet, Role::Release, "practice-release"));
        FF_CHECK(moveFile(technician.key, m_folder.technicianKey()));
        FF_CHECK(moveFile(technician.certificate, m_folder.technicianCertificate()));
        FF_TRY(const Bytes root, readFile(fleet.rootPath(), std::size_t{64} << 10));
        return writeFileAtomically(m_folder.fleetRoot(), root);
    }
    Result<> makeImages() {
        for (const char* version : {"1.0", "2.0"}) {
            FF_CHECK(makePracticeImage(version, image(version), m_runner));
        }
        return {};
    }
    Result<> makeBundles() {
        FF_CHECK(makeFolder(m_folder.bundles()));
        FF_CHECK(build("1.0", m_folder.firstBundle()));
        return build("2.0", m_folder.update());
    }
    Result<> makeDevice() {
        FactoryOrder order;
        order.name = practiceDeviceName;
        order.model = practiceModel;
        order.bundle = m_folder.firstBundle();
        order.fleetRoot = m_folder.fleetRoot();
        order.say = [](const std::string&) {};
        order.issueIdentity = [this](const std::string& name, const std::filesystem::path& folder) {
            return issueDeviceIdentity(fleetFolder(), name, folder, secrets());
        };
        FF_TRY(const DeviceFolder made, buildVirtualDevice(m_folder.device(), order));
        (void)made;
        return {};
    }
    /// Authorities, the key that signed, images: nothing of it is needed any more.
    Result<> throwAway() {
        std::error_code failed;
        for (const std::filesystem::path& path :
             {fleetFolder(), std::filesystem::path(image("1.0")), std::filesystem::path(image("2.0"))}) {
            std::filesystem::remove_all(path, failed);
            if (failed) {
                return ioError("remove", path.string(), failed.value());
            }
        }
        return {};
    }

private:
    [[nodiscard]] std::filesystem::path fleetFolder() const { return m_folder.root() / "fleet"; }
    [[nodiscard]] std::string image(const std::string& version) const {
        return (m_folder.root() / ("rootfs-" + version + ".ext4")).string();
    }
    [[nodiscard]] SecretProvider secrets() const {
        return [this](std::string_view) -> Result<Secret> { return m_passphrase.clone(); };
    }
    Result<IssuedFiles> issue(Fleet& fleet, Role role, const std::string& name) {
        IssuePlan plan;
        plan.role = role;
        plan.name = name;
        plan.now = m_now;
        plan.key = IssuePlan::Encryption::Never;
        return fleet.issue(plan, secrets(), secrets());
    }
    Result<> build(const std::string& version, const std::filesystem::path& output) {
        const std::string text = "[release]\nname = \"practice-os\"\nversion = \"" + version +
                                 "\"\nepoch = 1\nnotes = \"Made on this computer, for practice only.\"\n\n"
                                 "[[compatible]]\nmodel = \"" +
                                 practiceModel + "\"\n\n[[payload]]\nname = \"rootfs\"\nimage = \"rootfs-" +
                                 version + ".ext4\"\n";
        FF_TRY(Recipe recipe, parseRecipe(text, m_folder.root(), {std::nullopt, m_now}));
        FF_TRY(const RecipeInspection looked, inspectRecipe(recipe, m_runner));
        (void)looked;
        recipe.manifest.carriesAgent = true; // or what stands for it; debugfs may be missing
        FF_TRY(const auto signer, openFileSigner(m_release->key, m_release->certificate, secrets()));
        BuildRequest request;
        request.manifest = std::move(recipe.manifest);
        request.payloads = std::move(recipe.payloads);
        request.signers = {signer.get()};
        request.signingTime = m_now;
        request.output = output;
        FF_TRY(const BuildReport built, buildBundle(request));
        (void)built;
        return {};
    }

    const PracticeFolder& m_folder;
    ProcessRunner& m_runner;
    Secret m_passphrase;
    UnixTime m_now = SystemClock().now();
    std::optional<IssuedFiles> m_release;
};

} // namespace

PracticeFolder PracticeFolder::defaultPlace() {
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return PracticeFolder(std::filesystem::path(data.toStdString()) / "fieldfare" / "practice");
}

bool PracticeFolder::whole() const {
    return isThere(m_root / markName) && isThere(m_root / wholeName);
}

bool PracticeFolder::holdsBundle(const std::filesystem::path& path) const {
    std::error_code failed;
    const auto own = std::filesystem::canonical(bundles(), failed);
    if (failed) {
        return false;
    }
    const auto there = std::filesystem::canonical(path, failed);
    return !failed && there.parent_path() == own;
}

Result<> makePractice(const PracticeFolder& folder, ProcessRunner& runner,
                      const std::function<bool(PracticeStep)>& began) {
    for (const char* program : {"fieldfare-agent", "fieldfare-installer"}) {
        FF_TRY(const std::filesystem::path found, findDeviceProgram(program)); // before anything is made
        (void)found;
    }
    FF_TRY(const DeviceFolder place, DeviceFolder::at(folder.device())); // its path may be too long
    (void)place;
    FF_CHECK(removePractice(folder));
    FF_CHECK(makeFolder(folder.root()));
    FF_CHECK(writeFileAtomically(folder.root() / markName, {}));
    Maker maker(folder, runner);
    using Step = std::pair<PracticeStep, Result<> (Maker::*)()>;
    for (const auto& [step, work] :
         {Step{PracticeStep::Keys, &Maker::makeKeys}, Step{PracticeStep::Images, &Maker::makeImages},
          Step{PracticeStep::Bundles, &Maker::makeBundles}, Step{PracticeStep::Device, &Maker::makeDevice}}) {
        if (!began(step)) {
            return Error(ErrorCode::Cancelled, {{"detail", std::string("the practice")}});
        }
        FF_CHECK((maker.*work)());
    }
    FF_CHECK(maker.throwAway());
    return writeFileAtomically(folder.root() / wholeName, {});
}

Result<> removePractice(const PracticeFolder& folder) {
    std::error_code failed;
    if (!isThere(folder.root()) || std::filesystem::is_empty(folder.root(), failed)) {
        return {};
    }
    if (!isThere(folder.root() / markName)) {
        return Error(ErrorCode::AlreadyExists, {{"path", folder.root().string()},
                                                {"detail", std::string("a folder that is no practice")}});
    }
    // Held while it goes: another program's device may run in it.
    const std::string lockPath = (folder.device() / "run" / "lock").string();
    const UniqueFd lock(::open(lockPath.c_str(), O_RDWR | O_CLOEXEC));
    if (lock && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        return Error(ErrorCode::Busy, {{"detail", std::string("the practice device runs in another window")},
                                       {"path", folder.root().string()}});
    }
    // In this order a removal that is cut off leaves what is removed next time, and is never taken for whole.
    std::filesystem::remove(folder.root() / wholeName, failed);
    for (const auto& entry : std::filesystem::directory_iterator(folder.root(), failed)) {
        if (entry.path().filename() != markName) {
            std::filesystem::remove_all(entry.path(), failed);
            if (failed) {
                return ioError("remove", entry.path().string(), failed.value());
            }
        }
    }
    std::filesystem::remove_all(folder.root(), failed);
    return failed ? Result<>(ioError("remove", folder.root().string(), failed.value())) : Result<>();
}

} // namespace fieldfare::app
