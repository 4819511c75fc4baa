// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/log_lines.h"

#include "app/text/sanitize.h"

#include <algorithm>

namespace fieldfare::app {

void LogLines::append(const QStringList& lines) {
    std::deque<QString> fitting;
    for (const QString& line : lines) {
        QString clean = sanitized(QString(line).replace(u'\t', u' '), 1024);
        if (matches(clean)) {
            fitting.push_back(clean);
        }
        m_all.push_back(std::move(clean));
    }
    while (m_all.size() > maxLines) {
        m_all.pop_front();
    }
    while (fitting.size() > maxLines) {
        fitting.pop_front();
    }
    if (fitting.empty()) {
        return;
    }
    if (const std::size_t sum = m_shown.size() + fitting.size(); sum > maxLines) {
        const int surplus = static_cast<int>(sum - maxLines);
        beginRemoveRows({}, 0, surplus - 1);
        m_shown.erase(m_shown.begin(), m_shown.begin() + surplus);
        endRemoveRows();
    }
    const int first = static_cast<int>(m_shown.size());
    beginInsertRows({}, first, first + static_cast<int>(fitting.size()) - 1);
    std::ranges::move(fitting, std::back_inserter(m_shown));
    endInsertRows();
}

void LogLines::clear() {
    beginResetModel();
    m_all.clear();
    m_shown.clear();
    endResetModel();
}

void LogLines::setFilter(const QString& text) {
    beginResetModel();
    m_filter = text;
    m_shown.clear();
    std::ranges::copy_if(m_all, std::back_inserter(m_shown),
                         [this](const QString& line) { return matches(line); });
    endResetModel();
}

QString LogLines::shownText() const {
    QString text;
    for (const QString& line : m_shown) {
        text += line + u'\n';
    }
    return text;
}

bool LogLines::matches(const QString& line) const {
    return m_filter.isEmpty() || line.contains(m_filter, Qt::CaseInsensitive);
}

int LogLines::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant LogLines::data(const QModelIndex& index, int role) const {
    const bool valid = checkIndex(index, CheckIndexOption::IndexIsValid) && role == Qt::DisplayRole;
    return valid ? QVariant(m_shown[static_cast<std::size_t>(index.row())]) : QVariant();
}

} // namespace fieldfare::app
