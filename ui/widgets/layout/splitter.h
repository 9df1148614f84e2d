#pragma once

#include <QSplitter>

namespace driftwood::ui {

/// A splitter with a line of 1 px as its handle, which can be grabbed over 7 px. Its parts cannot be
/// collapsed by dragging.
class Splitter : public QSplitter {
    Q_OBJECT

  public:
    explicit Splitter(Qt::Orientation orientation, QWidget* parent = nullptr);

  protected:
    QSplitterHandle* createHandle() override;
};

} // namespace driftwood::ui
