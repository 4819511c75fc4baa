// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/practice.h"

#include "app/workbench/device_words.h"

#include <array>

namespace fieldfare::app {

Practice::Practice(DeviceBook& book, PracticeRoom& room, QObject* parent)
    : QObject(parent)
    , m_book(book)
    , m_room(room)
    , m_state(room.whole() ? State::Off : State::None) {
    connect(&room, &PracticeRoom::stepBegan, this, [this](PracticeStep step) {
        m_step = step;
        Q_EMIT changed();
    });
    connect(&room, &PracticeRoom::made, this, [this] {
        go(State::Starting);
        Q_EMIT madeNew();
        m_room.powerOn();
    });
    connect(&room, &PracticeRoom::ready, this, &Practice::admit);
    connect(&room, &PracticeRoom::removed, this, [this] {
        go(State::None);
        Q_EMIT removedWhole();
    });
    connect(&room, &PracticeRoom::failed, this, &Practice::fail);
    for (const auto signal : {&DeviceBook::added, &DeviceBook::removed}) {
        connect(&book, signal, this, &Practice::changed);
    }
    connect(&book, &DeviceBook::changed, this, [this](int row) {
        if (m_book.at(row).practice) {
            Q_EMIT changed();
        }
    });
}

QString Practice::state() const {
    static const std::array<QString, 6> names = {"none", "making", "starting", "on", "off", "removing"};
    return names[static_cast<std::size_t>(m_state)];
}

bool Practice::busy() const {
    return m_state == State::Making || m_state == State::Starting || m_state == State::Removing;
}

QString Practice::doing() const {
    if (m_state == State::Starting) {
        return tr("The virtual device starts\u2026");
    }
    if (m_state == State::Removing) {
        return tr("The practice is removed\u2026");
    }
    if (m_state != State::Making) {
        return {};
    }
    switch (m_step) {
    case PracticeStep::Keys:
        return tr("Keys of a practice fleet are made\u2026");
    case PracticeStep::Images:
        return tr("Images of two releases are made\u2026");
    case PracticeStep::Bundles:
        return tr("Bundles are built and signed\u2026");
    case PracticeStep::Device:
        break;
    }
    return tr("The first release is installed on a virtual device\u2026");
}

double Practice::fraction() const {
    constexpr double steps = 5; // four of the making, and the start
    return m_state == State::Making     ? static_cast<double>(m_step) / steps
           : m_state == State::Starting ? (steps - 1) / steps
                                        : 0;
}

const DeviceEntry* Practice::device() const {
    for (int row = 0; row < m_book.count(); ++row) {
        if (m_book.at(row).practice) {
            return &m_book.at(row);
        }
    }
    return nullptr;
}

bool Practice::alone() const {
    return m_book.count() == 1 && device() != nullptr;
}

bool Practice::updated() const {
    const DeviceEntry* entry = device();
    return entry != nullptr && entry->status && !entry->status->onTrial &&
           entry->status->release.version == practiceUpdateVersion;
}

QVariant Practice::error() const {
    return errorOrNull(m_error);
}

void Practice::tryIt() {
    if (m_state == State::Off) {
        m_error.reset();
        go(State::Starting);
        m_room.powerOn();
    } else if (m_state == State::None) {
        again();
    }
}

void Practice::again() {
    if (!busy()) {
        m_error.reset();
        m_step = PracticeStep::Keys;
        m_book.dismissPractice();
        go(State::Making);
        m_room.make();
    }
}

void Practice::remove() {
    if (!busy() && m_state != State::None) {
        m_error.reset();
        m_book.dismissPractice();
        go(State::Removing);
        m_room.remove();
    }
}

void Practice::go(State state) {
    m_state = state;
    Q_EMIT changed();
}

void Practice::admit(const QString& address) {
    if (const DeviceEntry* there = device(); there != nullptr && m_state == State::On) {
        m_book.retry(there->serial); // it has restarted: it need not be found out by trying
    } else if (m_state == State::Starting) {
        m_book.admitPractice(address, QString::fromLatin1(practiceDeviceName), m_room.links());
        go(State::On);
    }
}

void Practice::fail(const Error& error) {
    m_error = error;
    m_book.dismissPractice();
    go(m_room.whole() ? State::Off : State::None);
}

} // namespace fieldfare::app
