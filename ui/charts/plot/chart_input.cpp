#include "ui/charts/plot/chart_input.h"

#include "ui/charts/plot/brush_paint.h"
#include "ui/charts/plot/chart_export.h"
#include "ui/charts/plot/chart_private.h"

#include <QAccessible>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

namespace driftwood::ui {

namespace {

constexpr double kEdgeReach = 6;    ///< distance in px within which the pointer takes an edge
constexpr double kDragStart = 4;    ///< a shorter move is a click
constexpr double kWheelZoom = 1.25; ///< per notch

} // namespace

void ChartInput::press(const QMouseEvent& event) {
    m_ring = false;
    m_moved = false;
    if (event.button() == Qt::LeftButton) {
        pressLeft(event.position());
    } else if (event.button() == Qt::RightButton || event.button() == Qt::MiddleButton) {
        m_panFrom = event.position();
        m_panned = false;
    }
}

void ChartInput::pressLeft(QPointF at) {
    m_pressed = at;
    RangeBrush& brush = m_chart.brush;
    const QRectF stage = m_chart.stage();
    // Without data the axis has an arbitrary range, so dragging on it would mean nothing.
    if (brush.mode() == Chart::Brush::None || !m_chart.hasData() || at.x() < stage.left() - kEdgeReach ||
        at.x() > stage.right() + kEdgeReach)
        return;
    const double x = m_chart.toX(at.x());
    const double reach = std::abs(m_chart.toX(at.x() + kEdgeReach) - x);
    const bool onBar = at.y() < stage.top() && at.y() >= stage.top() - kBrushBar;
    if (at.y() < stage.top() - kBrushBar || at.y() > stage.bottom() + 1)
        return;
    if (const auto edge = brush.edgeNear(x, reach))
        brush.beginEdge(*edge);
    else if (const auto range = brush.rangeAt(x); range && onBar)
        brush.beginMove(*range, x);
    else if (!onBar)
        brush.beginRange(std::clamp(x, m_chart.axis.visible().begin, m_chart.axis.visible().end));
    focusMoved();
}

void ChartInput::move(const QMouseEvent& event) {
    const QPointF at = event.position();
    if (m_panFrom && (event.buttons() & (Qt::RightButton | Qt::MiddleButton))) {
        if (m_panned || std::abs(at.x() - m_panFrom->x()) >= kDragStart) {
            m_chart.axis.pan(m_chart.toX(m_panFrom->x()) - m_chart.toX(at.x()));
            m_panFrom = at;
            m_panned = true;
            m_chart.refresh(); // the next move needs up-to-date axes
            m_chart.changed();
        }
        return;
    }
    if (m_pressed && m_chart.brush.isDragging()) {
        m_moved |= std::abs(at.x() - m_pressed->x()) >= kDragStart;
        if (m_moved) {
            const Interval visible = m_chart.axis.visible();
            rangesEdited(m_chart.brush.drag(std::clamp(m_chart.toX(at.x()), visible.begin, visible.end)));
        }
        // The crosshair follows the pointer above and below the stage, too.
        const QRectF stage = m_chart.stage();
        moveCrosshair({std::clamp(at.x(), stage.left(), stage.right()),
                       std::clamp(at.y(), stage.top(), stage.bottom())});
        return;
    }
    updateCursorShape(at);
    moveCrosshair(at);
}

void ChartInput::moveCrosshair(QPointF at) {
    const QRectF stage = m_chart.stage();
    if (stage.contains(at) && m_chart.hasData()) {
        double nearest = m_chart.toX(at.x());
        double best = std::numeric_limits<double>::infinity();
        const double pointer = nearest;
        for (const auto& track : m_chart.tracks) {
            const double own = track->neighbour(pointer, 0, 0);
            if (std::abs(own - pointer) < best) {
                best = std::abs(own - pointer);
                nearest = own;
            }
        }
        m_chart.crosshair.move(nearest);
    } else {
        m_chart.crosshair.move(std::nullopt);
    }
}

void ChartInput::updateCursorShape(QPointF at) {
    const QRectF stage = m_chart.stage();
    const double x = m_chart.toX(at.x());
    const double reach = std::abs(m_chart.toX(at.x() + kEdgeReach) - x);
    const bool inside = at.y() >= stage.top() - kBrushBar && at.y() <= stage.bottom();
    if (inside && m_chart.brush.edgeNear(x, reach))
        m_chart.q.setCursor(Qt::SizeHorCursor);
    else if (std::ranges::any_of(m_chart.tracks, [&](const auto& track) { return track->click(at, true); }))
        m_chart.q.setCursor(Qt::PointingHandCursor);
    else
        m_chart.q.unsetCursor();
}

void ChartInput::release(const QMouseEvent& event) {
    if (event.button() == Qt::LeftButton) {
        releaseLeft(event);
    } else if (m_panFrom) {
        m_panFrom.reset();
        if (!m_panned && event.button() == Qt::RightButton)
            showMenu(event.globalPosition().toPoint(), m_chart.toX(event.position().x()));
    }
}

void ChartInput::releaseLeft(const QMouseEvent& event) {
    if (!m_pressed)
        return;
    m_pressed.reset();
    RangeBrush& brush = m_chart.brush;
    if (m_moved && brush.isDragging()) {
        if (brush.finish())
            Q_EMIT m_chart.q.rangesChanged();
        m_chart.repaintBrush();
        focusMoved();
        return;
    }
    brush.cancel();
    const QPointF at = event.position();
    const double x = m_chart.toX(at.x());
    for (const auto& track : m_chart.tracks)
        if (track->click(at, false))
            return;
    if (event.modifiers() & Qt::ControlModifier) {
        Q_EMIT m_chart.q.activated(x);
    } else if (m_chart.stage().adjusted(0, -kBrushBar, 0, 0).contains(at)) {
        const double reach = std::abs(m_chart.toX(at.x() + kEdgeReach) - x);
        if (const auto edge = brush.edgeNear(x, reach))
            brush.setFocus(edge);
        else if (const auto range = brush.rangeAt(x))
            brush.setFocus(RangeBrush::Edge{*range, false});
        else
            brush.setFocus(std::nullopt);
        m_chart.repaintBrush();
        focusMoved();
    }
}

void ChartInput::doubleClick(const QMouseEvent& event) {
    m_pressed.reset();
    m_chart.brush.cancel();
    if (event.button() != Qt::LeftButton)
        return;
    m_chart.axis.showAll();
    m_chart.changed();
    m_chart.announceVisible();
}

void ChartInput::leave() { m_chart.crosshair.move(std::nullopt); }

void ChartInput::wheel(QWheelEvent& event) {
    const QPoint turn = event.angleDelta();
    if (turn.x() != 0 || event.modifiers() & Qt::ShiftModifier) {
        const double notches = (turn.x() != 0 ? turn.x() : turn.y()) / 120.0;
        m_chart.axis.pan(-notches * m_chart.axis.visible().length() / 10);
    } else {
        const double x =
            m_chart.toX(std::clamp(event.position().x(), m_chart.stage().left(), m_chart.stage().right()));
        m_chart.axis.zoom(x, std::pow(kWheelZoom, turn.y() / 120.0));
    }
    m_chart.refresh();
    m_chart.changed();
    event.accept();
}

void ChartInput::zoom(double factor) {
    const Interval visible = m_chart.axis.visible();
    const auto cursor = m_chart.crosshair.position();
    const double at = cursor && *cursor >= visible.begin && *cursor <= visible.end
                          ? *cursor
                          : visible.begin + visible.length() / 2;
    m_chart.axis.zoom(at, factor);
    m_chart.refresh();
    m_chart.changed();
}

void ChartInput::rangesEdited(int index) {
    m_chart.repaintBrush();
    focusMoved();
    if (index >= 0)
        Q_EMIT m_chart.q.rangeEdited(index, m_chart.brush.ranges()[static_cast<std::size_t>(index)].span);
}

void ChartInput::focusMoved() {
    const int range = m_chart.brush.focus() ? m_chart.brush.focus()->range : -1;
    if (range != m_announcedFocus) {
        m_announcedFocus = range;
        Q_EMIT m_chart.q.rangeFocused(range);
    }
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent changed(&m_chart.q, m_chart.q.currentText());
    QAccessible::updateAccessibility(&changed);
}

void ChartInput::setRing(bool ring) {
    m_ring = ring;
    m_chart.repaintHover();
}

void ChartInput::showMenu(QPoint position, double x) {
    auto* menu = new QMenu(&m_chart.q);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT m_chart.q.menuRequested(menu, x);
    if (!menu->isEmpty())
        menu->addSeparator();
    menu->addAction(Chart::tr("Show all"), QKeySequence(Qt::Key_0), &m_chart.q, &Chart::showAll);
    if (m_chart.canBeLogarithmic()) {
        QAction* log = menu->addAction(Chart::tr("Logarithmic"));
        log->setShortcut(QKeySequence(Qt::Key_L));
        log->setCheckable(true);
        log->setChecked(m_chart.isLogarithmic());
        QObject::connect(log, &QAction::triggered, &m_chart.q,
                         [this](bool checked) { m_chart.setLogarithmic(checked); });
    }
    menu->addSeparator();
    addExportActions(*menu, m_chart.q);
    menu->popup(position);
}

} // namespace driftwood::ui
