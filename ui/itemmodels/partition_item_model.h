#pragma once

#include "session/connection_session.h"

#include <QAbstractTableModel>
#include <chrono>
#include <vector>

namespace driftwood::ui {

/// A topic's partitions: watermarks, records, rate between the last two polls, share of the topic.
class PartitionItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Partition, Low, High, Records, Rate, Share, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// A topic other than the last one starts without rates.
    void setTopic(const session::TopicFacts& facts);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

  private:
    struct Row {
        broker::Watermarks marks;
        double recordsPerSec = -1;
    };
    [[nodiscard]] QString text(const Row& row, int column) const;

    TopicName m_topic;
    std::vector<Row> m_rows;
    qint64 m_total = 0;
    std::chrono::steady_clock::time_point m_at{};
};

} // namespace driftwood::ui
