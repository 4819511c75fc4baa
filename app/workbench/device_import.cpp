// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/device_import.h"

#include "app/text/error_text.h"
#include "app/text/sanitize.h"
#include "app/workbench/device_words.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace fieldfare::app {

namespace {

constexpr qint64 maxFileBytes = (1 << 20) + 1; // one more than a table may have, so that it is noticed

} // namespace

/// Where what stands; -1: there is no such column.
struct DeviceImport::Columns {
    qsizetype address = -1;
    qsizetype note = -1;
    qsizetype group = -1;

    static Columns of(const QStringList& names) {
        QStringList lower;
        for (const QString& name : names) {
            lower += name.toLower();
        }
        const auto find = [&](std::initializer_list<QStringView> words) {
            for (const QStringView word : words) {
                if (const qsizetype at = lower.indexOf(word); at >= 0) {
                    return at;
                }
            }
            return qsizetype{-1};
        };
        return {find({u"address", u"地址"}), find({u"note", u"备注"}), find({u"group", u"分组"})};
    }
};

DeviceImport::DeviceImport(DeviceBook& book, AddressReader addresses, QObject* parent)
    : QObject(parent)
    , m_book(book)
    , m_addresses(std::move(addresses)) {}

bool DeviceImport::isKnown(const QString& address) const {
    for (int row = 0; row < m_book.count(); ++row) {
        if (m_book.at(row).address == address) {
            return true;
        }
    }
    return false;
}

QVariantList DeviceImport::rows() const {
    QVariantList all;
    for (std::size_t i = 0; i < m_devices.size(); ++i) {
        const RememberedDevice& device = m_devices[i];
        all.append(QVariantMap{{"line", m_lines[i]},
                               {"address", device.address},
                               {"note", sanitized(device.note)},
                               {"group", sanitized(device.group)},
                               {"known", isKnown(device.address)}});
    }
    return all;
}

QVariantList DeviceImport::problems() const {
    QVariantList all;
    for (const Problem& problem : m_problems) {
        all.append(QVariantMap{{"line", problem.line}, {"text", problem.text}});
    }
    return all;
}

QVariant DeviceImport::error() const {
    return errorOrNull(m_error);
}

QString DeviceImport::summary() const {
    if (!m_problems.empty()) {
        return tr("Wrong lines: %1. Nothing is taken over until all of them are right.")
            .arg(m_problems.size());
    }
    const auto known = std::ranges::count_if(
        m_devices, [this](const RememberedDevice& device) { return isKnown(device.address); });
    const qsizetype fresh = static_cast<qsizetype>(m_devices.size()) - known;
    return known == 0 ? tr("New devices: %1.").arg(fresh)
                      : tr("New devices: %1. Known already: %2; they get their note and group.")
                            .arg(fresh)
                            .arg(known);
}

void DeviceImport::load(const QUrl& url) {
    clear();
    QFile file(url.toLocalFile());
    const QString name = QFileInfo(file).fileName();
    if (!file.open(QIODevice::ReadOnly)) {
        m_fileName = name;
        m_error = Error(ErrorCode::Io, {{"operation", std::string("open")},
                                        {"path", url.toLocalFile().toStdString()},
                                        {"detail", file.errorString().toStdString()}});
        Q_EMIT changed();
        return;
    }
    read(file.read(maxFileBytes), name);
}

void DeviceImport::read(const QByteArray& content, const QString& fileName) {
    m_fileName = fileName;
    m_devices.clear();
    m_lines.clear();
    m_problems.clear();
    m_error.reset();
    auto table = readCsv(content);
    if (!table) {
        m_error = std::move(table).error();
        Q_EMIT changed();
        return;
    }
    const Columns columns = table->empty() ? Columns() : Columns::of(table->front().fields);
    if (columns.address < 0) {
        m_problems.push_back({1, tr("The first line must name the columns; one of them must be: address.")});
    } else if (table->size() < 2) {
        m_problems.push_back({1, tr("Below its first line the table is empty.")});
    } else {
        for (auto row = table->begin() + 1; row != table->end(); ++row) {
            readRow(*row, columns);
        }
    }
    Q_EMIT changed();
}

void DeviceImport::readRow(const CsvRow& row, const Columns& columns) {
    constexpr qsizetype longestNote = 200;
    constexpr qsizetype longestGroup = 64;
    RememberedDevice device;
    device.note = row.fields.value(columns.note).simplified();
    device.group = row.fields.value(columns.group).simplified();
    const QString typed = row.fields.value(columns.address);
    const Result<QString> address = m_addresses(typed);
    if (typed.isEmpty()) {
        m_problems.push_back({row.line, tr("The address is missing.")});
    } else if (!address) {
        m_problems.push_back(
            {row.line, sanitized(typed, 64) + QStringLiteral(": ") + errorMessage(address.error()).happened});
    } else if (device.note.size() > longestNote) {
        m_problems.push_back({row.line, tr("The note is longer than %1 characters.").arg(longestNote)});
    } else if (device.group.size() > longestGroup) {
        m_problems.push_back({row.line, tr("The group is longer than %1 characters.").arg(longestGroup)});
    } else if (const auto twin = std::ranges::find(m_devices, *address, &RememberedDevice::address);
               twin != m_devices.end()) {
        m_problems.push_back(
            {row.line, tr("%1 stands in line %2 already.")
                           .arg(*address)
                           .arg(m_lines[static_cast<std::size_t>(twin - m_devices.begin())])});
    } else {
        device.address = *address;
        m_devices.push_back(std::move(device));
        m_lines.push_back(row.line);
    }
}

bool DeviceImport::accept() {
    if (!ready()) {
        return false;
    }
    if (const Result<> done = m_book.addAll(m_devices); !done) {
        m_error = done.error();
        Q_EMIT changed();
        return false;
    }
    clear();
    return true;
}

void DeviceImport::clear() {
    m_fileName.clear();
    m_devices.clear();
    m_lines.clear();
    m_problems.clear();
    m_error.reset();
    Q_EMIT changed();
}

} // namespace fieldfare::app
