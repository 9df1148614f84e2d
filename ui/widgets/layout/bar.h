#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>

class QHBoxLayout;

namespace driftwood::ui {

class FlowLayout;

/// A row of controls, 40 high, with a line below, for the view under it. Controls become compact when they
/// are added.
class Bar : public QFrame {
    Q_OBJECT

  public:
    explicit Bar(QWidget* parent = nullptr);
    /// With another height or background: the header (48, window), the result line (36, raised).
    Bar(int height, Token ground, QWidget* parent = nullptr);

    /// Controls that do not fit into the row go into further ones. Call before adding any.
    void setWraps();
    void addWidget(QWidget* control, int stretch = 0);
    void addStretch(int stretch = 1);
    void addSpacing(int pixels);
    /// Place of the line: below (the default), above, or none.
    enum class Line { Below, Above, None };
    void setLine(Line line);
    [[nodiscard]] QHBoxLayout* row() const { return m_row; } ///< null if it wraps

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QHBoxLayout* m_row;
    FlowLayout* m_rows = nullptr; ///< null unless it wraps
    Line m_line = Line::Below;
};

} // namespace driftwood::ui
