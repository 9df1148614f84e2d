#pragma once

#include "ui/widgets/text/kinds.h"

#include <QWidget>

class QPainter;

namespace driftwood::ui {

/// A dot of 8 px for a state. It is decoration, because the text beside it says the same.
class StatusDot : public QWidget {
    Q_OBJECT

  public:
    explicit StatusDot(DotKind kind = DotKind::Off, QWidget* parent = nullptr);

    void setKind(DotKind kind);
    [[nodiscard]] DotKind kind() const { return m_kind; }
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    DotKind m_kind;
};

/// The same for delegates.
void paintDot(QPainter& painter, const QPointF& center, DotKind kind);

} // namespace driftwood::ui
