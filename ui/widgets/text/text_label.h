#pragma once

#include "ui/theme/appearance.h"

#include <QLabel>

namespace driftwood::ui {

/// A plain label in one of the design's text styles.
[[nodiscard]] QLabel* textLabel(const QString& text, TextStyle style = TextStyle::Body,
                                Token ink = Token::Ink, QWidget* parent = nullptr);

/// A 1 px separator in `line`.
[[nodiscard]] QWidget* horizontalLine(QWidget* parent = nullptr);
[[nodiscard]] QWidget* verticalLine(QWidget* parent = nullptr);

/// A label that elides its text if it does not fit, and then shows the whole text as its tool tip.
class ElidedLabel : public QLabel {
    Q_OBJECT

  public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    explicit ElidedLabel(const QString& text, QWidget* parent = nullptr);

    /// Keeps only the beginning and end of a very long text, because QLabel shapes all of its text.
    void setText(const QString& text);
    void setElideMode(Qt::TextElideMode mode);
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    [[nodiscard]] bool isElided() const;

    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace driftwood::ui
