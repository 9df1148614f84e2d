#pragma once

#include "session/connection_session.h"

#include <QWidget>

class QTableView;

namespace driftwood::ui {

class PartitionItemModel;

/// The partitions of a topic: watermarks, records, rate, share.
class PartitionsView : public QWidget {
    Q_OBJECT

  public:
    explicit PartitionsView(QWidget* parent = nullptr);

    /// Null while they are unknown.
    void setTopic(const session::TopicFacts* facts);

  private:
    PartitionItemModel* m_model;
    QTableView* m_view;
};

} // namespace driftwood::ui
