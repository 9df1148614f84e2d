#pragma once

#include "ui/widgets/text/rich_text.h"

#include <QLabel>
#include <optional>
#include <utility>
#include <vector>

namespace driftwood::ui {

/// A label with a RichText: elided on one line, or wrapped. Links work with mouse and keyboard (Tab reaches
/// the label, the arrows choose, Enter opens).
class RichLine : public QLabel {
    Q_OBJECT

  public:
    explicit RichLine(QWidget* parent = nullptr);
    explicit RichLine(const RichText& text, TextStyle style = TextStyle::Body, Token ink = Token::Ink,
                      QWidget* parent = nullptr);

    void setRichText(const RichText& text);
    [[nodiscard]] const RichText& richText() const { return m_text; }
    void setFormat(TextStyle style, Token ink);
    /// Wrapped text grows downwards; heightForWidth is valid.
    void setWrap(bool wrap);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return m_wrap; }
    [[nodiscard]] int heightForWidth(int width) const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

  private:
    [[nodiscard]] RichFormat format() const;
    [[nodiscard]] QStringList links() const;
    [[nodiscard]] QPointF origin(const RichLayout& layout) const;
    [[nodiscard]] QString linkAt(const QPointF& position) const;

    /// Caches a text's size until it changes: layouts ask many times, and Qt would shape the text each time.
    struct Measures {
        int fontFactor = 0;
        std::optional<QSize> hint;
        std::vector<std::pair<int, int>> heights; ///< by width
    };
    [[nodiscard]] Measures& measures() const;

    mutable Measures m_measures;
    RichText m_text;
    TextStyle m_style = TextStyle::Body;
    Token m_ink = Token::Ink;
    bool m_wrap = false;
    QString m_pressed;
    int m_focusedLink = 0;
};

} // namespace driftwood::ui
