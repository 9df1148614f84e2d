#pragma once

#include "dataset/dataset.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace driftwood::ui {

/// The ranges of a data set with what was read of each, and its checksum.
class ManifestRangesItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Partition, Begin, End, Records, Holes, Bytes, First, Last, Digest, ColumnCount };

    explicit ManifestRangesItemModel(QObject* parent = nullptr);
    void setPartitions(std::vector<dataset::PartitionManifest> partitions, const QTimeZone& zone);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<dataset::PartitionManifest> m_partitions;
    QTimeZone m_zone = QTimeZone::utc();
};

/// Records that could not be decoded: their positions and the reasons.
class FailureItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Partition, Offset, Reason, ColumnCount };

    explicit FailureItemModel(QObject* parent = nullptr);
    void setFailures(std::vector<decoder::DecodeFailure> failures);
    [[nodiscard]] const decoder::DecodeFailure& failure(int row) const {
        return m_failures[static_cast<std::size_t>(row)];
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<decoder::DecodeFailure> m_failures;
};

} // namespace driftwood::ui
