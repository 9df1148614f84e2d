#pragma once

#include <QAbstractButton>

namespace driftwood::ui {

/// One choice of a SegmentedControl; it shares its borders with its neighbours.
class SegmentButton : public QAbstractButton {
    Q_OBJECT

  public:
    explicit SegmentButton(const QString& text, QWidget* parent = nullptr);

    void setPlace(bool first, bool last);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    bool m_first = true;
    bool m_last = true;
    bool m_keyboardFocus = false;
};

} // namespace driftwood::ui
