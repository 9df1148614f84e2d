#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

class QHBoxLayout;

namespace driftwood::ui {

class FlowLayout;

/// A row of controls, 40 high, with a line below: what changes the view under it. Controls put in become
/// compact.
class Bar : public QFrame {
    Q_OBJECT

  public:
    explicit Bar(QWidget* parent = nullptr);
    /// Another height or ground: the header (48, window), the result line (36, raised).
    Bar(int height, Token ground, QWidget* parent = nullptr);

    /// Before anything is put in: what finds no room in the row goes into a further one.
    void setWraps();
    void addWidget(QWidget* control, int stretch = 0);
    void addStretch(int stretch = 1);
    void addSpacing(int pixels);
    /// The line is below (the default), above, or not there.
    enum class Line { Below, Above, None };
    void setLine(Line line);
    [[nodiscard]] QHBoxLayout* row() const { return m_row; } ///< null where it wraps

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QHBoxLayout* m_row;
    FlowLayout* m_rows = nullptr; ///< where it wraps
    Line m_line = Line::Below;
};

} // namespace driftwood::ui
