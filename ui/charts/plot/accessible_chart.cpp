#include "ui/charts/plot/accessible_chart.h"

#include "ui/charts/plot/chart_private.h"

#include <QAccessibleWidget>

namespace driftwood::ui {

namespace {

class AccessibleChart : public QAccessibleWidget {
  public:
    explicit AccessibleChart(Chart* chart)
        : QAccessibleWidget(chart, QAccessible::Chart) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override {
        const auto& chart = *static_cast<const Chart*>(widget());
        if (kind == QAccessible::Description) {
            const QString own = chart.accessibleDescription();
            return own.isEmpty() ? chart.summary() : own + QStringLiteral(". ") + chart.summary();
        }
        if (kind == QAccessible::Value)
            return chart.currentText();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makeChart(const QString& /*className*/, QObject* object) {
    auto* chart = qobject_cast<Chart*>(object);
    return chart ? new AccessibleChart(chart) : nullptr;
}

} // namespace

void installAccessibleCharts() { QAccessible::installFactory(makeChart); }

} // namespace driftwood::ui
