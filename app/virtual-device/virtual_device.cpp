// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/virtual_device.h"

#include "app/virtual-device/free_port.h"
#include "app/virtual-device/image_view.h"
#include "app/virtual-device/program_finder.h"
#include "core/base/file.h"
#include "core/base/process.h"

#include <QUuid>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace fieldfare::app {

namespace {

constexpr int lookForRequestsEveryMs = 50;

std::string addressText(const RunAddress& address) {
    const bool six = address.listen.find(':') != std::string::npos;
    return (six ? "[" + address.listen + "]" : address.listen) + ":" + std::to_string(address.port);
}

} // namespace

VirtualDevice::VirtualDevice(DeviceFolder folder, RunAddress address, Console& console)
    : m_folder(std::move(folder))
    , m_address(std::move(address))
    , m_console(console)
    , m_environment(m_folder.environment()) {
    m_requests.setInterval(lookForRequestsEveryMs);
    connect(&m_requests, &QTimer::timeout, this, &VirtualDevice::lookForRequests);
}

VirtualDevice::~VirtualDevice() {
    powerOff();
}

Result<> VirtualDevice::takeLock() {
    std::error_code ignored;
    std::filesystem::create_directories(m_folder.run(), ignored);
    const std::string path = m_folder.lock().string();
    m_lock = UniqueFd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!m_lock) {
        return ioError("open", path, errno);
    }
    if (::flock(m_lock.get(), LOCK_EX | LOCK_NB) != 0) {
        return Error(ErrorCode::Busy, {{"detail", "this virtual device runs already"}, {"path", path}});
    }
    return {};
}

Result<> VirtualDevice::powerOn() {
    FF_TRY(m_agentProgram, findDeviceProgram("fieldfare-agent"));
    FF_TRY(m_installerProgram, findDeviceProgram("fieldfare-installer"));
    FF_CHECK(takeLock());
    FF_TRY(m_address.port, usablePort(m_address.listen, m_address.port, m_folder.address()));
    FF_CHECK(m_folder.writeEnvironmentConfig());
    FF_CHECK(boot());
    m_requests.start();
    return {};
}

void VirtualDevice::powerOff() {
    if (!m_lock) {
        return;
    }
    m_requests.stop();
    stopPrograms();
    m_console.report("power-off", Json::object(), "Power off");
    m_lock.reset();
}

void VirtualDevice::stopPrograms() {
    m_trial.reset();
    m_agent.reset();
    m_installer.reset();
}

Result<> VirtualDevice::writeRunFiles() {
    std::error_code ignored;
    std::filesystem::remove(m_folder.rebootRequest(), ignored);
    std::filesystem::remove(m_folder.identifyRequest(), ignored);
    FF_TRY(const std::string config, runningToml(m_folder, m_address));
    FF_CHECK(writeFileAtomically(m_folder.runningConfig(), asBytes(config)));
    const std::string bootId = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    return writeFileAtomically(m_folder.bootId(), asBytes(bootId + "\n"));
}

Result<> VirtualDevice::boot() {
    m_console.startClock();
    m_saidReady = false;
    ++m_boots;
    FF_CHECK(writeRunFiles());
    const auto print = [this](const std::string& line) { m_console.print("u-boot", line); };
    print("stand-in for U-Boot, " + m_folder.root().filename().string());
    BootRom rom(
        m_environment, virtualBootNames(),
        [this](const std::string& slot) { return imageKind(m_folder.slot(slot)) != ImageKind::None; }, print);
    FF_TRY(const BootDecision decision, rom.powerOn());
    print("Booting slot " + decision.slot + (decision.trial ? " on trial" : ""));
    FF_CHECK(writeFileAtomically(m_folder.bootedSlot(), asBytes(decision.slot + "\n")));
    const std::filesystem::path image = m_folder.slot(decision.slot);
    const std::string system = osName(image);
    m_console.report("boot",
                     Json{{"slot", decision.slot},
                          {"trial", decision.trial},
                          {"bootCount", decision.bootCount},
                          {"wentBack", decision.wentBack},
                          {"system", system},
                          {"boot", m_boots}},
                     "kernel:    Starting " + (system.empty() ? "an unnamed system" : system) + " (" +
                         imageKindName(imageKind(image)) + ", slot " + decision.slot + ")");
    return startPrograms();
}

Result<> VirtualDevice::runBootStep() {
    ProcessRequest request;
    request.argv = {m_installerProgram.string(), "--config", m_folder.runningConfig().string(), "boot"};
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"};
    request.workingDirectory = m_folder.root();
    FF_TRY(const ProcessOutcome outcome, SystemProcessRunner().run(request));
    for (const std::string& text : {outcome.output, outcome.errors}) {
        for (const QString& line : QString::fromStdString(text).split('\n', Qt::SkipEmptyParts)) {
            m_console.print("installer", line.toStdString());
        }
    }
    if (!outcome.succeeded()) { // as on a device: the unit failed, the others start all the same
        m_console.print("installer", "boot ended with status " + std::to_string(outcome.exitStatus));
    }
    return {};
}

std::unique_ptr<Service> VirtualDevice::makeService(const std::string& name,
                                                    const std::filesystem::path& program,
                                                    QStringList arguments, Service::Restart restart) {
    arguments =
        QStringList{"--config", QString::fromStdString(m_folder.runningConfig().string())} + arguments;
    Service::Options options{name, program, arguments, m_folder.root(), {}, restart};
    if (restart == Service::Restart::Always) {
        options.notifySocket = m_folder.run() / ("notify-" + name);
    }
    auto service = std::make_unique<Service>(
        std::move(options), [this, name](const std::string& line) { m_console.print(name, line); });
    connect(service.get(), &Service::becameReady, this, &VirtualDevice::sayReady);
    return service;
}

Result<> VirtualDevice::startPrograms() {
    FF_CHECK(runBootStep());
    m_installer = makeService(
        "installer", m_installerProgram,
        {"serve", "--listen", QString::fromStdString((m_folder.run() / "installer.sock").string())},
        Service::Restart::Always);
    m_agent = makeService("agent", m_agentProgram, {}, Service::Restart::Always);
    m_trial = makeService("trial", m_installerProgram, {"trial"}, Service::Restart::OnFailure);
    m_installer->start();
    m_agent->start();
    m_trial->start();
    return {};
}

void VirtualDevice::sayReady() {
    if (m_saidReady || !m_installer || !m_agent || !m_installer->ready() || !m_agent->ready()) {
        return;
    }
    m_saidReady = true;
    const std::string address = addressText(m_address);
    if (const auto written = writeFileAtomically(m_folder.address(), asBytes(address + "\n"));
        !written.ok()) {
        m_console.print("device", describeLine(written.error()));
    }
    m_console.report("ready",
                     Json{{"address", m_address.listen},
                          {"port", m_address.port},
                          {"boot", m_boots},
                          {"agent", m_agent->processId()},
                          {"installer", m_installer->processId()}},
                     "Ready at " + address);
    Q_EMIT ready();
}

void VirtualDevice::lookForRequests() {
    std::error_code ignored;
    if (std::filesystem::remove(m_folder.identifyRequest(), ignored)) {
        m_console.report("identify", Json::object(), "*** identify: this device blinks ***");
    }
    if (!std::filesystem::remove(m_folder.rebootRequest(), ignored)) {
        return;
    }
    m_console.report("reboot", Json::object(), "Rebooting");
    stopPrograms();
    if (const auto booted = boot(); !booted.ok()) {
        m_requests.stop();
        Q_EMIT dead(booted.error());
    }
}

} // namespace fieldfare::app
