// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/devices_page.h"

#include "app/text/error_text.h"
#include "app/workbench/device_words.h"

#include <QCollator>
#include <QLocale>

namespace fieldfare::app {

namespace {

int naturalOrder(const QString& a, const QString& b) {
    static const QCollator collator = [] {
        // The C locale knows no numbers within words.
        QCollator made(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
        made.setNumericMode(true);
        made.setCaseSensitivity(Qt::CaseInsensitive);
        return made;
    }();
    return collator.compare(a, b);
}

DevicesModel::Role roleOf(const QString& order) {
    if (order == u"state") {
        return DevicesModel::RankRole;
    }
    if (order == u"release") {
        return DevicesModel::ReleaseRole;
    }
    return order == u"model" ? DevicesModel::ModelNameRole : DevicesModel::NameRole;
}

} // namespace

DeviceRows::DeviceRows(DevicesModel& source, QObject* parent)
    : QSortFilterProxyModel(parent) {
    setSourceModel(&source);
    setDynamicSortFilter(true);
    sort(0);
}

void DeviceRows::setSearch(const QString& text) {
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void DeviceRows::setOrder(DevicesModel::Role role) {
    m_order = role;
    invalidate();
}

bool DeviceRows::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    QString text;
    for (const int role : {DevicesModel::NameRole, DevicesModel::ModelNameRole, DevicesModel::ReleaseRole,
                           DevicesModel::AddressRole, DevicesModel::NoteRole, DevicesModel::StateTextRole}) {
        text += index.data(role).toString() + u'\n';
    }
    return std::ranges::all_of(m_words,
                               [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool DeviceRows::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    // Strangers always come last: nothing can be done with them.
    const bool leftStrange = left.data(DevicesModel::StrangerRole).toBool();
    const bool rightStrange = right.data(DevicesModel::StrangerRole).toBool();
    if (leftStrange != rightStrange) {
        return rightStrange;
    }
    int order = 0;
    if (m_order == DevicesModel::RankRole) {
        order = left.data(m_order).toInt() - right.data(m_order).toInt();
    } else if (m_order == DevicesModel::ReleaseRole) {
        order = compareVersions(left.data(m_order).toString(), right.data(m_order).toString());
    } else {
        order = naturalOrder(left.data(m_order).toString(), right.data(m_order).toString());
    }
    if (order == 0) {
        order = naturalOrder(left.data(DevicesModel::NameRole).toString(),
                             right.data(DevicesModel::NameRole).toString());
    }
    return order != 0
               ? order < 0
               : left.data(DevicesModel::SerialRole).toInt() < right.data(DevicesModel::SerialRole).toInt();
}

DevicesPage::DevicesPage(DeviceBook& book, AddressReader addresses, QObject* parent)
    : QObject(parent)
    , m_book(book)
    , m_addresses(std::move(addresses))
    , m_model(book)
    , m_rows(m_model) {
    connect(&book, &DeviceBook::added, this, &DevicesPage::countsChanged);
    connect(&book, &DeviceBook::removed, this, &DevicesPage::countsChanged);
    connect(&book, &DeviceBook::changed, this, &DevicesPage::countsChanged);
    connect(&book, &DeviceBook::finderAvailableChanged, this, &DevicesPage::finderAvailableChanged);
    connect(&book, &DeviceBook::ownTroubleChanged, this, &DevicesPage::ownTroubleChanged);
}

void DevicesPage::setSearch(const QString& text) {
    if (m_search != text) {
        m_search = text;
        m_rows.setSearch(text);
        Q_EMIT searchChanged();
    }
}

void DevicesPage::setOrder(const QString& order) {
    if (m_order != order) {
        m_order = order;
        m_rows.setOrder(roleOf(order));
        Q_EMIT orderChanged();
    }
}

int DevicesPage::connectedCount() const {
    int connected = 0;
    for (int row = 0; row < m_book.count(); ++row) {
        connected += m_book.at(row).link == LinkState::Connected ? 1 : 0;
    }
    return connected;
}

int DevicesPage::outOfDateCount() const {
    int outOfDate = 0;
    for (int row = 0; row < m_book.count(); ++row) {
        outOfDate += m_book.at(row).outOfDate ? 1 : 0;
    }
    return outOfDate;
}

QString DevicesPage::summary() const {
    QString text = tr("%1 of %2 connected").arg(connectedCount()).arg(total());
    if (const int behind = outOfDateCount(); behind > 0) {
        text += QStringLiteral(" \u00b7 ") + tr("%1 out of date").arg(behind);
    }
    return text;
}

QVariant DevicesPage::ownTrouble() const {
    return m_book.ownTrouble() ? QVariant(errorMap(*m_book.ownTrouble())) : QVariant::fromValue(nullptr);
}

QString DevicesPage::addressProblem(const QString& text) const {
    const Result<QString> address = m_addresses(text.trimmed());
    return address ? QString() : errorMessage(address.error()).happened;
}

int DevicesPage::add(const QString& address, const QString& note) {
    const Result<QString> canonical = m_addresses(address.trimmed());
    return canonical ? m_book.add(*canonical, note.simplified()) : 0;
}

} // namespace fieldfare::app
