#pragma once

#include <QProxyStyle>

namespace driftwood::ui {

/// Fusion, with every element of our design drawn here: flat surfaces, 1 px lines, states by colour and form.
/// Colours come from the theme's tokens, lengths from metrics.h; there is no stylesheet. The drawing is in
/// style_*.cpp; this class decides which function draws an element, and its size.
class DriftwoodStyle : public QProxyStyle {
    Q_OBJECT

  public:
    DriftwoodStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                       SubControl subControl, const QWidget* widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption* option,
                                       const QWidget* widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                         const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option,
                                  const QWidget* widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* data) const override;

    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace driftwood::ui
