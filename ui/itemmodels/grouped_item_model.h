#pragma once

#include "ui/widgets/text/kinds.h"

#include <QAbstractItemModel>
#include <QList>
#include <QString>
#include <vector>

namespace driftwood::ui {

/// An entry of a grouped list: a run under its model's name, a version under its model.
struct GroupedEntry {
    QString key; ///< unique in the list
    QString group;
    QString headline; ///< what the group's figures are: "validation", "MAE"
    QString title;
    QString second;
    bool secondIsError = false;
    DotKind dot = DotKind::None;
    QString tag;
    QString figure;
    QList<double> sparkline;
    bool operator==(const GroupedEntry&) const = default;
};

/// Entries in two levels, by group and headline: groups, and in them entries in the given order. Entries of
/// one group with figures of another metric form a group of their own.
class GroupedItemModel : public QAbstractItemModel {
    Q_OBJECT

  public:
    enum Role { KeyRole = Qt::UserRole + 1 };

    using QAbstractItemModel::QAbstractItemModel;

    /// If the entries are unchanged, only changed values are announced.
    void setEntries(const std::vector<GroupedEntry>& entries);
    [[nodiscard]] QModelIndex indexOf(const QString& key) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    using Group = std::vector<GroupedEntry>;

    [[nodiscard]] const GroupedEntry& at(const QModelIndex& index) const;
    [[nodiscard]] static QVariant groupData(const GroupedEntry& first, int role);
    [[nodiscard]] static QVariant entryData(const GroupedEntry& entry, int role);
    void takeChanges(std::vector<Group> groups);

    std::vector<Group> m_groups;
};

} // namespace driftwood::ui
