// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/devices_model.h"

#include <QSet>
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
    /// Only this section; empty: all.
    void setSection(const QString& section);
    /// Of a collapsed section one row stays, which is drawn without height, so that its heading stays too.
    void setCollapsed(const QSet<QString>& sections);
    /// To be called when devices came, went or changed their section.
    void sectionsChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    [[nodiscard]] bool matches(const QModelIndex& index) const;
    [[nodiscard]] bool standsForItsSection(int row, const QString& section) const;
    QStringList m_words;
    QString m_section;
    QSet<QString> m_collapsed;
    DevicesModel::Role m_order = DevicesModel::NameRole;
};

/// What the Devices page shows and does.
class DevicesPage : public QObject {
    Q_OBJECT
    Q_PROPERTY(QAbstractItemModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    Q_PROPERTY(QString order READ order WRITE setOrder NOTIFY orderChanged)
    Q_PROPERTY(QVariantMap sections READ sections NOTIFY sectionsChanged)
    Q_PROPERTY(QStringList groups READ groups NOTIFY sectionsChanged)
    Q_PROPERTY(QString group READ group WRITE setGroup NOTIFY sectionsChanged)
    Q_PROPERTY(int total READ total NOTIFY countsChanged)
    Q_PROPERTY(int connectedCount READ connectedCount NOTIFY countsChanged)
    Q_PROPERTY(int outOfDateCount READ outOfDateCount NOTIFY countsChanged)
    Q_PROPERTY(QString summary READ summary NOTIFY countsChanged)
    Q_PROPERTY(bool finderAvailable READ finderAvailable NOTIFY finderAvailableChanged)
    Q_PROPERTY(QVariant ownTrouble READ ownTrouble NOTIFY ownTroubleChanged)
    Q_PROPERTY(QVariant memoryTrouble READ memoryTrouble NOTIFY ownTroubleChanged)

public:
    DevicesPage(DeviceBook& book, AddressReader addresses, QObject* parent = nullptr);

    [[nodiscard]] QAbstractItemModel* rows() { return &m_rows; }
    [[nodiscard]] QString search() const { return m_search; }
    void setSearch(const QString& text);
    /// "name", "state", "release" or "model".
    [[nodiscard]] QString order() const { return m_order; }
    void setOrder(const QString& order);
    /// {title, count, collapsed} by section; empty while there are no groups.
    [[nodiscard]] QVariantMap sections() const { return m_sections; }
    [[nodiscard]] QStringList groups() const { return m_groups; }
    /// The one group that is shown; empty: all.
    [[nodiscard]] QString group() const { return m_group; }
    void setGroup(const QString& group);
    /// Folds a section, or unfolds it. While a search is on, all are unfolded.
    Q_INVOKABLE void toggle(const QString& section);
    [[nodiscard]] int total() const { return m_book.count(); }
    [[nodiscard]] int connectedCount() const;
    [[nodiscard]] int outOfDateCount() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool finderAvailable() const { return m_book.finderAvailable(); }
    /// What keeps the laptop itself from connecting, for an ErrorBox; null if nothing does.
    [[nodiscard]] QVariant ownTrouble() const;
    /// Why the window forgets when it is closed; null if it does not.
    [[nodiscard]] QVariant memoryTrouble() const;

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
    void sectionsChanged();
    void finderAvailableChanged();
    void ownTroubleChanged();

private:
    void countSections();
    DeviceBook& m_book;
    QVariantMap m_sections;
    QStringList m_groups;
    QString m_group;
    QSet<QString> m_collapsed;
    AddressReader m_addresses;
    DevicesModel m_model;
    DeviceRows m_rows;
    QString m_search;
    QString m_order = QStringLiteral("name");
};

} // namespace fieldfare::app
