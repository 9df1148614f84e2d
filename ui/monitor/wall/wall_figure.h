#pragma once

#include "ui/monitor/figures_row.h"

class QLabel;

namespace driftwood::ui {

/// One figure on the wall.
class WallFigure : public QWidget {
    Q_OBJECT

  public:
    explicit WallFigure(QWidget* parent = nullptr);
    /// `age` is shown if the figure is not current.
    void setFigure(const FigureTexts::Figure& figure, const QString& age);

  private:
    QLabel* m_label;
    QLabel* m_value;
    QLabel* m_unit;
};

} // namespace driftwood::ui
