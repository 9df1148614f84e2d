#pragma once

#include "dataset/dataset.h"
#include "ui/itemmodels/column_table_model.h"

#include <QTimeZone>

namespace driftwood::ui {

/// The ranges of a data set with what was read of each, and its checksum.
class ManifestRangesItemModel : public ColumnTableModel<dataset::PartitionManifest> {
    Q_OBJECT

  public:
    enum Column { Partition, Begin, End, Records, Holes, Bytes, First, Last, Digest };

    explicit ManifestRangesItemModel(QObject* parent = nullptr);
    void setPartitions(std::vector<dataset::PartitionManifest> partitions, const QTimeZone& zone);

  private:
    [[nodiscard]] QString timeText(const dataset::PartitionManifest& part, TimestampMs time) const;

    QTimeZone m_zone = QTimeZone::utc();
};

/// Records that could not be decoded: their positions and the reasons.
class FailureItemModel : public ColumnTableModel<decoder::DecodeFailure> {
    Q_OBJECT

  public:
    enum Column { Partition, Offset, Reason };

    explicit FailureItemModel(QObject* parent = nullptr);
    void setFailures(std::vector<decoder::DecodeFailure> failures) { reset(std::move(failures)); }
    [[nodiscard]] const decoder::DecodeFailure& failure(int row) const { return rowAt(row); }
};

} // namespace driftwood::ui
