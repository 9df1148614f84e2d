#include "ui/charts/chart.h"

#include "ui/charts/plot/accessible_chart.h"
#include "ui/charts/plot/chart_private.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace driftwood::ui {

Chart::Chart(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<ChartPrivate>(*this)) {
    installAccessibleCharts();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::PreventContextMenu); // a right drag pans, so the menu opens on release
    d->restyle();
}

Chart::~Chart() = default;

// --- Around the tracks
// --------------------------------------------------------------------------------------

void Chart::setTitle(const QString& title, const QString& detail) {
    d->frame.title = title;
    d->frame.detail = detail;
    if (accessibleName().isEmpty())
        setAccessibleName(title);
    d->changed();
}

void Chart::setFigure(const QString& value, const QString& unit) {
    d->frame.figure = value;
    d->frame.figureUnit = unit;
    d->changed();
}

void Chart::setFootnote(const QString& text) {
    d->frame.footnote = text;
    d->changed();
}

void Chart::setEmptyText(const QString& text) {
    d->frame.emptyText = text;
    d->changed();
}

void Chart::setFailure(const QString& what, const QString& where, const QString& action) {
    d->frame.setFailure(what, where, action);
}

void Chart::clearFailure() { d->frame.clearFailure(); }

// --- Horizontal axis
// ----------------------------------------------------------------------------------------

void Chart::setXAxis(XAxis kind, const QString& unit) {
    d->axis.setKind(kind, unit);
    d->changed();
}

XAxis Chart::xAxis() const { return d->axis.kind(); }

void Chart::setTimeZone(const QTimeZone& zone) {
    d->axis.setZone(zone);
    d->changed();
}

void Chart::setPositionFormat(PositionFormat format) {
    d->crosshair.setFormat(std::move(format));
    d->repaintHover();
}

void Chart::setFullRange(std::optional<Interval> range) {
    d->axis.setFull(range);
    d->changed();
}

void Chart::setVisibleRange(const Interval& range) {
    d->refresh(); // the data's extent may have changed
    d->axis.show(range);
    d->changed();
    d->announceVisible();
}

void Chart::followEnd(double length) {
    d->axis.follow(length);
    d->changed();
}

void Chart::showAll() {
    d->axis.showAll();
    d->changed();
    d->announceVisible();
}

Interval Chart::visibleRange() const { return d->axis.visible(); }
bool Chart::isZoomed() const { return d->axis.isFree(); }

void Chart::setLiveEdge(std::optional<double> x, const QString& text) {
    d->frame.liveEdge = x;
    d->frame.liveText = text;
    d->changed();
}

void Chart::setGaps(std::vector<Gap> gaps) {
    d->frame.gaps = std::move(gaps);
    d->changed();
}

// --- Crosshair
// ----------------------------------------------------------------------------------------------

void Chart::setCrosshair(std::optional<double> x) { d->crosshair.show(x); }

std::optional<double> Chart::crosshair() const { return d->crosshair.position(); }

void Chart::linkCrosshair(Chart* other) {
    if (!other || other == this)
        return;
    d->crosshair.link(other);
    other->d->crosshair.link(this);
}

QString Chart::readoutText() const {
    if (!d->crosshair.position())
        return {};
    const PositionText position = d->crosshair.positionText();
    QStringList lines{position.aside.isEmpty() ? position.text : position.text + '\t' + position.aside};
    for (const ReadoutRow& row : d->crosshair.rows())
        lines << row.name + '\t' + row.value;
    return lines.join('\n');
}

// --- Brush
// --------------------------------------------------------------------------------------------------

void Chart::setBrush(Brush brush) {
    d->brush.setMode(brush);
    d->changed();
}

void Chart::setSnap(double step, double origin) { d->brush.setSnap(step, origin); }

void Chart::setRanges(std::vector<BrushRange> ranges) {
    d->brush.setRanges(std::move(ranges));
    d->repaintBrush();
}

const std::vector<BrushRange>& Chart::ranges() const { return d->brush.ranges(); }

void Chart::setRangeName(const QString& name) { d->brush.setName(name); }

void Chart::setRangeDetail(std::function<QString(const Interval&)> detail) {
    d->rangeDetail = std::move(detail);
    d->repaintBrush();
}

void Chart::setExcluded(std::vector<Interval> stretches) {
    d->excluded = std::move(stretches);
    d->repaintBrush();
}

// --- Accessible texts
// ---------------------------------------------------------------------------------------

QString Chart::summary() const {
    if (d->frame.hasFailed())
        return d->frame.failureText();
    if (!d->hasData())
        return d->frame.emptyText;
    QStringList parts;
    parts << d->axis.text(d->axis.visible());
    if (!d->frame.figure.isEmpty())
        parts << (d->frame.figure + ' ' + d->frame.figureUnit).trimmed();
    for (const auto& track : d->tracks)
        if (const QString text = track->summary(); !text.isEmpty())
            parts << text;
    if (const QString foot = d->frame.footTexts().front(); !foot.isEmpty())
        parts << foot;
    for (const BrushRange& range : d->brush.ranges())
        parts << d->brushLabel(range).join(' ');
    return parts.join(QStringLiteral(". "));
}

QString Chart::currentText() const {
    if (const auto focus = d->brush.focus()) {
        const BrushRange& range = d->brush.ranges()[static_cast<std::size_t>(focus->range)];
        return (focus->end ? tr("%1 ends at %2; %3") : tr("%1 begins at %2; %3"))
            .arg(range.name, d->axis.text(d->brush.position(*focus)), d->brushLabel(range).join(' '));
    }
    return readoutText().replace('\t', ' ').replace('\n', QStringLiteral(", "));
}

QSize Chart::sizeHint() const { return {480, 240}; }

/// Several tracks share the height, so each must keep enough of it. A page that is less high scrolls.
QSize Chart::minimumSizeHint() const {
    constexpr QSize kLeast(160, 90);
    return d->tracks.size() > 1 ? kLeast.expandedTo({0, d->leastHeight()}) : kLeast;
}

// --- Events
// -------------------------------------------------------------------------------------------------

bool Chart::event(QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        // Handle Tab here, before QWidget moves the focus to another widget.
        auto* key = static_cast<QKeyEvent*>(event);
        const bool forward = key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier;
        const bool back = key->key() == Qt::Key_Backtab;
        if ((forward || back) && d->input.tab(forward))
            return true;
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        d->restyle();
    return QWidget::event(event);
}

void Chart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        d->restyle();
    QWidget::changeEvent(event);
}

void Chart::showEvent(QShowEvent* event) {
    d->changed(); // a hidden chart is not repainted when it changes, so do it now
    QWidget::showEvent(event);
}

void Chart::resizeEvent(QResizeEvent* event) {
    d->plot->resize(size());
    d->repaintChart(); // at once: until the clock's next tick, up to 40 ms later, the picture would look
                       // stretched
    QWidget::resizeEvent(event);
}

void Chart::mousePressEvent(QMouseEvent* event) { d->input.press(*event); }

void Chart::mouseMoveEvent(QMouseEvent* event) { d->input.move(*event); }

void Chart::mouseReleaseEvent(QMouseEvent* event) { d->input.release(*event); }

void Chart::mouseDoubleClickEvent(QMouseEvent* event) { d->input.doubleClick(*event); }

void Chart::leaveEvent(QEvent* event) {
    d->input.leave();
    QWidget::leaveEvent(event);
}

void Chart::wheelEvent(QWheelEvent* event) { d->input.wheel(*event); }

void Chart::keyPressEvent(QKeyEvent* event) {
    if (!d->input.key(*event))
        QWidget::keyPressEvent(event);
}

void Chart::focusInEvent(QFocusEvent* event) {
    d->input.setRing(event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                     event->reason() == Qt::ShortcutFocusReason);
    QWidget::focusInEvent(event);
}

void Chart::focusOutEvent(QFocusEvent* event) {
    d->input.setRing(false);
    QWidget::focusOutEvent(event);
}

} // namespace driftwood::ui
