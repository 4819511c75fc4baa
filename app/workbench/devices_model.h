// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/device_book.h"

#include <QAbstractListModel>

namespace fieldfare::app {

/// Under which heading a device stands: "g" and its group; "n": in none; "p": the practice;
/// "s": a stranger.
[[nodiscard]] QString sectionOf(const DeviceEntry& entry);

/// The rows of the Devices page: the book in words. All texts are safe to show.
class DevicesModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        SerialRole = Qt::UserRole + 1,
        NameRole,
        ModelNameRole,
        ReleaseRole,
        AddressRole,
        NoteRole,
        SlotsRole,
        StateKindRole,
        StateIconRole,
        StateTextRole,
        ActivityRole,
        ProgressRole, ///< 0 to 1; -1: nothing runs
        LastSeenRole,
        OutOfDateRole,
        StrangerRole, ///< Greyed: nothing can be done with it.
        ConnectedRole,
        RankRole, ///< For sorting by state: what needs a person comes first.
        GroupRole,
        SectionRole, ///< sectionOf() the device.
        PracticeRole,
    };

    explicit DevicesModel(const DeviceBook& book, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    const DeviceBook& m_book;
};

} // namespace fieldfare::app
