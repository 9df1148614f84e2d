#pragma once

#include <QProxyStyle>

namespace driftwood::ui {

/// Fusion, with everything the look names drawn by us: flat surfaces, 1 px lines, states by colour and form.
/// Colours come from the theme's tokens, lengths from metrics.h; there is no stylesheet anywhere.
class DriftwoodStyle : public QProxyStyle {
    Q_OBJECT

  public:
    DriftwoodStyle();

    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option,
                                  const QWidget* widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* data) const override;
};

} // namespace driftwood::ui
