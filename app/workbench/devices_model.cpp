// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/devices_model.h"

#include "app/text/sanitize.h"
#include "app/workbench/device_words.h"

#include <QDateTime>

namespace fieldfare::app {

namespace {

int rankOf(const QString& kind) {
    static const QStringList order{"bad", "trial", "info", "good", "neutral"};
    return static_cast<int>(order.indexOf(kind));
}

QVariant stateOf(const DeviceEntry& entry, int role) {
    const StateWords state = deviceState(entry);
    switch (role) {
    case DevicesModel::StateKindRole:
        return state.kind;
    case DevicesModel::StateIconRole:
        return state.icon;
    case DevicesModel::RankRole:
        return rankOf(state.kind);
    default:
        return state.text;
    }
}

} // namespace

QString sectionOf(const DeviceEntry& entry) {
    if (entry.practice) {
        return QStringLiteral("p");
    }
    if (entry.link == LinkState::Stranger) {
        return QStringLiteral("s");
    }
    return entry.group.isEmpty() ? QStringLiteral("n") : u'g' + entry.group;
}

DevicesModel::DevicesModel(const DeviceBook& book, QObject* parent)
    : QAbstractListModel(parent)
    , m_book(book) {
    connect(&book, &DeviceBook::aboutToAdd, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&book, &DeviceBook::added, this, [this] { endInsertRows(); });
    connect(&book, &DeviceBook::aboutToRemove, this, [this](int row) { beginRemoveRows({}, row, row); });
    connect(&book, &DeviceBook::removed, this, [this] { endRemoveRows(); });
    connect(&book, &DeviceBook::changed, this,
            [this](int row) { Q_EMIT dataChanged(index(row), index(row)); });
}

int DevicesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_book.count();
}

QVariant DevicesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const DeviceEntry& entry = m_book.at(index.row());
    switch (role) {
    case SerialRole:
        return entry.serial;
    case Qt::DisplayRole:
    case NameRole:
        return entry.name.isEmpty() ? sanitized(entry.address, 128) : entry.name;
    case ModelNameRole:
        return entry.model;
    case ReleaseRole:
        return entry.release;
    case AddressRole:
        return sanitized(entry.address, 128);
    case NoteRole:
        return sanitized(entry.note);
    case GroupRole:
        return sanitized(entry.group, 64);
    case SectionRole:
        return sectionOf(entry);
    case PracticeRole:
        return entry.practice;
    case SlotsRole:
        return mainSlots(entry);
    case StateKindRole:
    case StateIconRole:
    case StateTextRole:
    case RankRole:
        return stateOf(entry, role);
    case ActivityRole:
        return deviceActivity(entry);
    case ProgressRole:
        return deviceProgress(entry);
    case LastSeenRole:
        return lastSeenText(entry, QDateTime::currentDateTime());
    case OutOfDateRole:
        return entry.outOfDate;
    case StrangerRole:
        return entry.link == LinkState::Stranger || entry.link == LinkState::Refused;
    case ConnectedRole:
        return entry.link == LinkState::Connected;
    default:
        return {};
    }
}

QHash<int, QByteArray> DevicesModel::roleNames() const {
    return {{SerialRole, "serial"},       {NameRole, "name"},           {ModelNameRole, "modelName"},
            {ReleaseRole, "release"},     {AddressRole, "address"},     {NoteRole, "note"},
            {SlotsRole, "slotList"},      {StateKindRole, "stateKind"}, {StateIconRole, "stateIcon"},
            {StateTextRole, "stateText"}, {ActivityRole, "activity"},   {ProgressRole, "progress"},
            {LastSeenRole, "lastSeen"},   {OutOfDateRole, "outOfDate"}, {StrangerRole, "stranger"},
            {ConnectedRole, "connected"}, {RankRole, "rank"},           {GroupRole, "group"},
            {SectionRole, "section"},     {PracticeRole, "practice"}};
}

} // namespace fieldfare::app
