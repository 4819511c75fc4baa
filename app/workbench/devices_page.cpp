// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/devices_page.h"
#include "app/workbench/version_order.h"

#include "app/text/error_text.h"
#include "app/workbench/device_words.h"
#include "app/workbench/natural_order.h"

namespace fieldfare::app {

namespace {

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

void DeviceRows::setSection(const QString& section) {
    m_section = section;
    invalidateFilter();
}

void DeviceRows::setCollapsed(const QSet<QString>& sections) {
    m_collapsed = sections;
    invalidateFilter();
}

void DeviceRows::sectionsChanged() {
    if (!m_collapsed.isEmpty()) {
        invalidateFilter();
    }
}

bool DeviceRows::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const QString section = index.data(DevicesModel::SectionRole).toString();
    if (!m_section.isEmpty() && section != m_section) {
        return false;
    }
    if (m_words.isEmpty()) {
        return !m_collapsed.contains(section) || standsForItsSection(row, section);
    }
    return matches(index);
}

bool DeviceRows::standsForItsSection(int row, const QString& section) const {
    for (int before = 0; before < row; ++before) {
        if (sourceModel()->index(before, 0).data(DevicesModel::SectionRole).toString() == section) {
            return false;
        }
    }
    return true;
}

bool DeviceRows::matches(const QModelIndex& index) const {
    QString text;
    for (const int role : {DevicesModel::NameRole, DevicesModel::ModelNameRole, DevicesModel::ReleaseRole,
                           DevicesModel::AddressRole, DevicesModel::NoteRole, DevicesModel::GroupRole,
                           DevicesModel::StateTextRole}) {
        text += index.data(role).toString() + u'\n';
    }
    return std::ranges::all_of(m_words,
                               [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool DeviceRows::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    // The practice comes after the fleet; strangers always come last: nothing can be done with them.
    const auto placeOf = [](const QModelIndex& index) {
        const QString section = index.data(DevicesModel::SectionRole).toString();
        return section == u"s" ? 2 : section == u"p" ? 1 : 0;
    };
    const int leftPlace = placeOf(left);
    const int rightPlace = placeOf(right);
    if (leftPlace != rightPlace) {
        return leftPlace < rightPlace;
    }
    const QString leftGroup = left.data(DevicesModel::GroupRole).toString();
    const QString rightGroup = right.data(DevicesModel::GroupRole).toString();
    if (leftPlace != 2 && leftGroup != rightGroup) {
        if (leftGroup.isEmpty() || rightGroup.isEmpty()) {
            return rightGroup.isEmpty(); // those in no group come after the groups
        }
        const int groups = naturalOrder(leftGroup, rightGroup);
        return groups != 0 ? groups < 0 : leftGroup < rightGroup;
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
    connect(&book, &DeviceBook::added, this, &DevicesPage::countSections);
    connect(&book, &DeviceBook::removed, this, &DevicesPage::countSections);
    connect(&book, &DeviceBook::changed, this, &DevicesPage::countSections);
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

void DevicesPage::countSections() {
    QMap<QString, int> counts;
    for (int row = 0; row < m_book.count(); ++row) {
        ++counts[sectionOf(m_book.at(row))];
    }
    const QStringList groups = m_book.groups();
    QVariantMap sections;
    for (auto it = counts.cbegin(); !groups.isEmpty() && it != counts.cend(); ++it) {
        const QString title = it.key() == u"s"   ? tr("Not of this fleet")
                              : it.key() == u"p" ? tr("Practice")
                              : it.key() == u"n" ? tr("In no group")
                                                 : it.key().mid(1);
        sections[it.key()] = QVariantMap{
            {"title", title}, {"count", it.value()}, {"collapsed", m_collapsed.contains(it.key())}};
    }
    if (sections == m_sections && groups == m_groups) {
        return;
    }
    m_sections = sections;
    m_groups = groups;
    m_rows.sectionsChanged();
    if (!m_group.isEmpty() && !groups.contains(m_group)) {
        setGroup({});
    }
    Q_EMIT sectionsChanged();
}

void DevicesPage::setGroup(const QString& group) {
    if (m_group != group) {
        m_group = group;
        m_rows.setSection(group.isEmpty() ? QString() : u'g' + group);
        Q_EMIT sectionsChanged();
    }
}

void DevicesPage::toggle(const QString& section) {
    if (!m_collapsed.remove(section)) {
        m_collapsed.insert(section);
    }
    m_rows.setCollapsed(m_collapsed);
    countSections();
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

QVariant DevicesPage::memoryTrouble() const {
    return m_book.memoryTrouble() ? QVariant(errorMap(*m_book.memoryTrouble()))
                                  : QVariant::fromValue(nullptr);
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
