#pragma once

#include "session/range_selection.h"
#include "ui/itemmodels/two_level_item_model.h"

#include <QTimeZone>

namespace driftwood::ui {

/// The ranges chosen on a timeline: one row each with its times, below it one row per partition with its
/// offsets. Rows keep their identity while their offsets are looked up.
class RangesItemModel : public TwoLevelItemModel {
    Q_OBJECT

  public:
    enum Column { Name, Begin, End, Records, Share, ColumnCount };
    enum Role {
        RangeNameRole = Qt::UserRole + 1, ///< QString: the range that a row belongs to
        PartitionRole,                    ///< int: the partition, in a partition's row
        ExcludedRole,                     ///< bool
    };

    explicit RangesItemModel(QObject* parent = nullptr);

    void setRanges(const std::vector<session::ChosenRange>& ranges);
    void setTimeZone(const QTimeZone& zone);
    /// The text in the column of counts while there is no count.
    [[nodiscard]] static QStringList statesWithoutCount();
    /// The row of a range; invalid if there is none.
    [[nodiscard]] QModelIndex indexOf(const QString& name) const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] int topRows() const override;
    [[nodiscard]] int rowsBelow(int top) const override;
    [[nodiscard]] QVariant rangeText(const session::ChosenRange& range, int column) const;
    [[nodiscard]] QVariant partitionText(const session::ChosenRange& range, int row, int column) const;
    [[nodiscard]] QVariant share(std::int64_t part, std::int64_t whole) const;

    std::vector<session::ChosenRange> m_ranges;
    std::int64_t m_total = 0; ///< records of all ranges that are not excluded
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace driftwood::ui
