#pragma once

#include "session/dataset_watch.h"

#include <QWidget>

namespace driftwood::ui {

/// Shows how much of every partition's ranges the log still holds: name, bar, records.
class ReplayableBars : public QWidget {
    Q_OBJECT

  public:
    explicit ReplayableBars(QWidget* parent = nullptr);

    void setParts(const std::vector<session::DatasetStanding::Part>& parts);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    struct Row {
        int partition = 0;
        std::int64_t left = 0;
        std::int64_t whole = 0;
    };
    std::vector<Row> m_rows;
};

} // namespace driftwood::ui
