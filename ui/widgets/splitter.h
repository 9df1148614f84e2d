#pragma once

#include <QSplitter>

namespace driftwood::ui {

/// A splitter whose handle is a line of 1 px that can be grabbed over 7. Its parts cannot be folded by
/// dragging.
class Splitter : public QSplitter {
    Q_OBJECT

  public:
    explicit Splitter(Qt::Orientation orientation, QWidget* parent = nullptr);

  protected:
    QSplitterHandle* createHandle() override;
};

} // namespace driftwood::ui
