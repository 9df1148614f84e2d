#pragma once

#include "session/connection_session.h"
#include "ui/itemmodels/column_table_model.h"

#include <chrono>

namespace driftwood::ui {

/// A partition and its rate between the last two polls; a rate below 0 is unknown.
struct PartitionRow {
    broker::Watermarks marks;
    double recordsPerSec = -1;
};

/// A topic's partitions: watermarks, records, rate between the last two polls, share of the topic.
class PartitionItemModel : public ColumnTableModel<PartitionRow> {
    Q_OBJECT

  public:
    enum Column { Partition, Low, High, Records, Rate, Share };

    explicit PartitionItemModel(QObject* parent = nullptr);

    /// A topic other than the last one starts without rates.
    void setTopic(const session::TopicFacts& facts);
    void clear();

  private:
    TopicName m_topic;
    qint64 m_total = 0;
    std::chrono::steady_clock::time_point m_at{};
};

} // namespace driftwood::ui
