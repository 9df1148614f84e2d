#pragma once

#include "ui/widgets/kinds.h"

#include <QAbstractItemModel>
#include <QList>
#include <QString>
#include <vector>

namespace driftwood::ui {

/// A row of a list of things that belong to groups: a run under its model's name, a version under its model.
struct GroupedEntry {
    QString key; ///< unique in the list
    QString group;
    QString headline; ///< what the group's figures measure: "validation", "MAE"
    QString title;
    QString second;
    bool secondIsError = false;
    DotKind dot = DotKind::None;
    QString tag;
    QString figure;
    QList<double> sparkline;
    bool operator==(const GroupedEntry&) const = default;
};

/// Entries by group and headline, two levels: groups, and in them entries, in the order given. Entries of one
/// group whose figures measure something else form a group of their own.
class GroupedItemModel : public QAbstractItemModel {
    Q_OBJECT

  public:
    enum Role { KeyRole = Qt::UserRole + 1 };

    using QAbstractItemModel::QAbstractItemModel;

    /// Where the entries are still the same ones, only what changed is announced.
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
