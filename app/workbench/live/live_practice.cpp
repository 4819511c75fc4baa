// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/live_practice.h"

#include "app/virtual-device/virtual_device.h"
#include "core/base/file.h"

namespace fieldfare::app {

/// The device while it is switched on.
struct LivePractice::Device {
    explicit Device(const DeviceFolder& folder)
        : console(
              folder.consoleLog(), [](const QString&) {}, [](const Json&) {})
        , device(folder, RunAddress(), console) {}
    Console console;
    VirtualDevice device;
};

LivePractice::LivePractice(PracticeFolder folder)
    : m_folder(std::move(folder))
    , m_technician({m_folder.technicianKey(), m_folder.technicianCertificate(), m_folder.fleetRoot()})
    , m_links(m_technician, nullptr)
    , m_background(std::make_unique<Background>()) {
    m_onThread.moveToThread(&m_thread);
}

LivePractice::~LivePractice() {
    m_ends = true;
    m_background.reset(); // waits for what is under way
    powerOff();
    m_thread.quit();
    m_thread.wait();
}

QString LivePractice::update() const {
    return QString::fromStdString(m_folder.update().string());
}

void LivePractice::tell(std::function<void()> news) {
    QMetaObject::invokeMethod(this, std::move(news), Qt::QueuedConnection);
}

void LivePractice::make() {
    const auto work = [this] {
        powerOff();
        return makePractice(m_folder, m_runner, [this](PracticeStep step) {
            tell([this, step] { Q_EMIT stepBegan(step); });
            return !m_ends;
        });
    };
    m_background->run(work, [this](const Result<>& done) {
        if (done) {
            m_technician.renew({});
            Q_EMIT made();
        } else {
            Q_EMIT failed(done.error());
        }
    });
}

void LivePractice::remove() {
    const auto work = [this] {
        powerOff();
        return removePractice(m_folder);
    };
    m_background->run(work, [this](const Result<>& done) {
        if (done) {
            Q_EMIT removed();
        } else {
            Q_EMIT failed(done.error());
        }
    });
}

void LivePractice::powerOn() {
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_onThread, [this] { startDevice(); }, Qt::QueuedConnection);
}

void LivePractice::powerOff() {
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(
            &m_onThread, [this] { m_device.reset(); }, Qt::BlockingQueuedConnection);
    }
}

void LivePractice::startDevice() {
    const auto fail = [this](const Error& error) {
        // Not at once: the device itself may be what is speaking.
        QMetaObject::invokeMethod(
            &m_onThread, [this] { m_device.reset(); }, Qt::QueuedConnection);
        tell([this, error] { Q_EMIT failed(error); });
    };
    const auto folder = DeviceFolder::at(m_folder.device());
    if (!folder) {
        fail(folder.error());
        return;
    }
    std::error_code ignored; // else the start says what is wrong
    std::filesystem::create_directories(folder->run(), ignored);
    m_device = std::make_unique<Device>(*folder);
    QObject::connect(&m_device->device, &VirtualDevice::ready, &m_onThread, [this, place = *folder] {
        constexpr std::size_t maxAddressBytes = 256;
        const auto text = readFile(place.address(), maxAddressBytes);
        const QString address = text ? QString::fromUtf8(asText(*text)).trimmed() : QString();
        tell([this, address] { Q_EMIT ready(address); });
    });
    QObject::connect(&m_device->device, &VirtualDevice::dead, &m_onThread, fail);
    if (const auto on = m_device->device.powerOn(); !on) {
        fail(on.error());
    }
}

} // namespace fieldfare::app
