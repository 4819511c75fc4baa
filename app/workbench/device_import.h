// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/csv_table.h"
#include "app/workbench/devices_page.h"

#include <QUrl>

namespace fieldfare::app {

/// Devices from a table that somebody keeps: read, shown with all that is wrong with it, and taken over as a
/// whole or not at all.
///
/// The first line names the columns: `address`, and if wanted `note` and `group`; others are left out.
class DeviceImport : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString fileName READ fileName NOTIFY changed)
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    Q_PROPERTY(QVariantList problems READ problems NOTIFY changed)
    Q_PROPERTY(QVariant error READ error NOTIFY changed)
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)

public:
    DeviceImport(DeviceBook& book, AddressReader addresses, QObject* parent = nullptr);

    [[nodiscard]] QString fileName() const { return m_fileName; }
    /// {line, address, note, group, known} as they would be taken over.
    [[nodiscard]] QVariantList rows() const;
    /// {line, text}: what is wrong, by line.
    [[nodiscard]] QVariantList problems() const;
    /// Why the file cannot be read at all, or not be remembered; null if nothing.
    [[nodiscard]] QVariant error() const;
    /// True if all of it can be taken over.
    [[nodiscard]] bool ready() const { return m_problems.empty() && !m_error && !m_devices.empty(); }
    [[nodiscard]] QString summary() const;

    Q_INVOKABLE void load(const QUrl& file);
    void read(const QByteArray& content, const QString& fileName = {});
    /// Takes all over; false if that failed, with nothing changed.
    Q_INVOKABLE bool accept();
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void changed();

private:
    struct Problem {
        int line = 0;
        QString text;
    };
    struct Columns;
    void readRow(const CsvRow& row, const Columns& columns);
    [[nodiscard]] bool isKnown(const QString& address) const;

    DeviceBook& m_book;
    AddressReader m_addresses;
    QString m_fileName;
    std::vector<RememberedDevice> m_devices;
    std::vector<int> m_lines; ///< Where each of them stands.
    std::vector<Problem> m_problems;
    std::optional<Error> m_error;
};

} // namespace fieldfare::app
