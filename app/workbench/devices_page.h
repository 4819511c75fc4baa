// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/devices_model.h"

#include <QSortFilterProxyModel>
#include <QVariantMap>

#include <functional>

namespace fieldfare::app {

/// Reads an address as typed and gives its canonical form, or says what is wrong with it.
using AddressReader = std::function<Result<QString>(const QString&)>;

/// The rows that match the search, in the order that was asked for.
class DeviceRows : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit DeviceRows(DevicesModel& source, QObject* parent = nullptr);
    void setSearch(const QString& text);
    void setOrder(DevicesModel::Role role);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QStringList m_words;
    DevicesModel::Role m_order = DevicesModel::NameRole;
};

/// What the Devices page shows and does.
class DevicesPage : public QObject {
    Q_OBJECT
    Q_PROPERTY(QAbstractItemModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    Q_PROPERTY(QString order READ order WRITE setOrder NOTIFY orderChanged)
    Q_PROPERTY(int total READ total NOTIFY countsChanged)
    Q_PROPERTY(int connectedCount READ connectedCount NOTIFY countsChanged)
    Q_PROPERTY(int outOfDateCount READ outOfDateCount NOTIFY countsChanged)
    Q_PROPERTY(QString summary READ summary NOTIFY countsChanged)
    Q_PROPERTY(bool finderAvailable READ finderAvailable NOTIFY finderAvailableChanged)
    Q_PROPERTY(QVariant ownTrouble READ ownTrouble NOTIFY ownTroubleChanged)

public:
    DevicesPage(DeviceBook& book, AddressReader addresses, QObject* parent = nullptr);

    [[nodiscard]] QAbstractItemModel* rows() { return &m_rows; }
    [[nodiscard]] QString search() const { return m_search; }
    void setSearch(const QString& text);
    /// "name", "state", "release" or "model".
    [[nodiscard]] QString order() const { return m_order; }
    void setOrder(const QString& order);
    [[nodiscard]] int total() const { return m_book.count(); }
    [[nodiscard]] int connectedCount() const;
    [[nodiscard]] int outOfDateCount() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool finderAvailable() const { return m_book.finderAvailable(); }
    /// What keeps the laptop itself from connecting, for an ErrorBox; null if nothing does.
    [[nodiscard]] QVariant ownTrouble() const;

    /// What is wrong with a typed address, in words; empty if nothing is.
    Q_INVOKABLE QString addressProblem(const QString& text) const;
    /// Adds the device and gives its serial; 0 if the address is not valid.
    Q_INVOKABLE int add(const QString& address, const QString& note);
    Q_INVOKABLE void forget(int serial) { m_book.forget(serial); }
    Q_INVOKABLE void retry(int serial) { m_book.retry(serial); }

Q_SIGNALS:
    void searchChanged();
    void orderChanged();
    void countsChanged();
    void finderAvailableChanged();
    void ownTroubleChanged();

private:
    DeviceBook& m_book;
    AddressReader m_addresses;
    DevicesModel m_model;
    DeviceRows m_rows;
    QString m_search;
    QString m_order = QStringLiteral("name");
};

} // namespace fieldfare::app
