#pragma once

#include "broker/consumer_groups.h"
#include "ui/itemmodels/two_level_item_model.h"

#include <vector>

namespace driftwood::ui {

/// The groups that read a topic, and below each its progress in every partition.
class ConsumerGroupItemModel : public TwoLevelItemModel {
    Q_OBJECT

  public:
    enum Column { Name, State, Members, Committed, End, Lag, ColumnCount };
    enum Role { GroupNameRole = Qt::UserRole + 1 };

    using TwoLevelItemModel::TwoLevelItemModel;

    /// If groups and partitions are unchanged, only the figures are updated.
    void setGroups(std::vector<broker::ConsumerGroup> groups);
    [[nodiscard]] const std::vector<broker::ConsumerGroup>& groups() const { return m_groups; }
    /// Null without a row.
    [[nodiscard]] const broker::ConsumerGroup* groupAt(const QModelIndex& index) const;
    /// Null for a group's own row.
    [[nodiscard]] const broker::GroupProgress* progressAt(const QModelIndex& index) const;
    /// The row of the same group or partition after another answer: a group is found by its name, a partition
    /// by its number.
    [[nodiscard]] QModelIndex indexOf(const QString& group, int partition = -1) const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

  protected:
    [[nodiscard]] int topRows() const override { return static_cast<int>(m_groups.size()); }
    [[nodiscard]] int rowsBelow(int top) const override {
        return static_cast<int>(m_groups[static_cast<std::size_t>(top)].partitions.size());
    }

  private:
    [[nodiscard]] static QVariant groupText(const broker::ConsumerGroup& group, int column);
    [[nodiscard]] static QVariant progressText(const broker::ConsumerGroup& group,
                                               const broker::GroupProgress& progress, int column);

    std::vector<broker::ConsumerGroup> m_groups;
};

} // namespace driftwood::ui
