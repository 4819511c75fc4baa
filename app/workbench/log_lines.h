// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QStringList>

#include <deque>

namespace fieldfare::app {

/// The last lines of a device's log, those that match a filter. Bounded: the oldest lines go.
class LogLines : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr std::size_t maxLines = 5000;

    using QAbstractListModel::QAbstractListModel;
    /// Takes untrusted lines: control characters are removed, long lines are cut.
    void append(const QStringList& lines);
    void clear();
    void setFilter(const QString& text);
    [[nodiscard]] QString shownText() const; ///< All shown lines, for the clipboard.

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override { return {{Qt::DisplayRole, "line"}}; }

private:
    [[nodiscard]] bool matches(const QString& line) const;
    std::deque<QString> m_all;
    std::deque<QString> m_shown;
    QString m_filter;
};

} // namespace fieldfare::app
