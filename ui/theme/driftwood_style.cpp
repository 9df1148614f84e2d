#include "ui/theme/driftwood_style.h"

#include "ui/theme/metrics.h"

#include <QStyleFactory>

namespace driftwood::ui {

DriftwoodStyle::DriftwoodStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int DriftwoodStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent:
        return metrics::kScrollBar;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return metrics::kIcon;
    case PM_SplitterWidth:
        return metrics::kSplitterGrip;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DriftwoodStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                              QStyleHintReturn* data) const {
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace driftwood::ui
