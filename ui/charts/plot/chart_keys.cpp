// The keyboard half of ChartInput: everything that the mouse does has a key.

#include "ui/charts/plot/chart_input.h"
#include "ui/charts/plot/chart_private.h"

#include <QKeyEvent>
#include <cmath>

namespace driftwood::ui {

namespace {

constexpr double kKeyZoom = 1.5;
constexpr double kKeyPixels = 2; ///< least step of the crosshair or of a free edge
constexpr int kFaster = 10;      ///< with Shift

} // namespace

bool ChartInput::key(const QKeyEvent& event) {
    switch (event.key()) {
    case Qt::Key_Left:
        return arrow(-1, event.modifiers());
    case Qt::Key_Right:
        return arrow(1, event.modifiers());
    case Qt::Key_Up:
    case Qt::Key_Down:
        return std::ranges::any_of(m_chart.tracks, [&](const auto& track) {
            return track->moveRow(event.key() == Qt::Key_Up ? -1 : 1);
        });
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight:
        return bracket(event.key() == Qt::Key_BracketRight);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return enter(event.modifiers());
    case Qt::Key_Escape:
        return escape();
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (!m_chart.brush.removeFocused())
            return false;
        m_chart.repaintBrush();
        focusMoved();
        Q_EMIT m_chart.q.rangesChanged();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(kKeyZoom);
        return true;
    case Qt::Key_Minus:
        zoom(1 / kKeyZoom);
        return true;
    case Qt::Key_0:
        m_chart.q.showAll();
        return true;
    case Qt::Key_L:
        if (event.modifiers() != Qt::NoModifier || !m_chart.canBeLogarithmic())
            return false;
        m_chart.setLogarithmic(!m_chart.isLogarithmic());
        return true;
    case Qt::Key_Menu:
        showMenu(m_chart.q.mapToGlobal(m_chart.stage().center().toPoint()),
                 m_chart.crosshair.position().value_or(m_chart.toX(m_chart.stage().center().x())));
        return true;
    default:
        return false;
    }
}

bool ChartInput::arrow(int direction, Qt::KeyboardModifiers modifiers) {
    const Interval visible = m_chart.axis.visible();
    if (modifiers & Qt::ControlModifier) {
        m_chart.axis.pan(direction * visible.length() / 10);
        m_chart.refresh();
        m_chart.changed();
        return true;
    }
    const int times = modifiers & Qt::ShiftModifier ? kFaster : 1;
    const double pixel = visible.length() / std::max(1.0, m_chart.stage().width());
    if (m_chart.brush.focus()) {
        const double step = m_chart.brush.step() > 0 ? m_chart.brush.step() : pixel * kKeyPixels;
        const RangeBrush::Edge edge = *m_chart.brush.focus();
        if (m_chart.brush.moveFocused(direction * times * step)) {
            rangesEdited(edge.range);
            Q_EMIT m_chart.q.rangesChanged();
        }
        return true;
    }
    if (!m_chart.hasData())
        return false;
    const double from = m_chart.crosshair.position().value_or(direction > 0 ? visible.begin : visible.end);
    double to = from;
    const double least = pixel * kKeyPixels * times;
    for (const auto& track : m_chart.tracks) {
        const double own = track->neighbour(from, direction, least);
        if (own != from && (to == from || std::abs(own - from) < std::abs(to - from)))
            to = own;
    }
    m_chart.crosshair.move(std::clamp(to, visible.begin, visible.end));
    return true;
}

bool ChartInput::bracket(bool forward) {
    if (m_chart.brush.ranges().empty()) {
        if (!m_chart.hasData())
            return false;
        m_chart.crosshair.move(forward ? m_chart.axis.visible().end : m_chart.axis.visible().begin);
        return true;
    }
    if (!m_chart.brush.focusNext(forward))
        m_chart.brush.focusNext(forward); // continue at the first edge
    m_chart.repaintBrush();
    focusMoved();
    return true;
}

bool ChartInput::tab(bool forward) {
    if (m_chart.brush.ranges().empty() || !m_chart.brush.focusNext(forward)) {
        m_chart.repaintBrush();
        focusMoved();
        return false;
    }
    m_chart.repaintBrush();
    focusMoved();
    return true;
}

bool ChartInput::enter(Qt::KeyboardModifiers modifiers) {
    const Interval visible = m_chart.axis.visible();
    const auto cursor = m_chart.crosshair.position();
    if (std::ranges::any_of(m_chart.tracks, [](const auto& track) { return track->activateRow(); }))
        return true;
    const bool brushes = m_chart.brush.mode() != Chart::Brush::None && m_chart.hasData();
    if (brushes && !(modifiers & Qt::ControlModifier) && !m_chart.brush.focus()) {
        if (m_chart.brush.make(cursor.value_or(visible.begin + visible.length() / 2),
                               visible.length() / 10)) {
            rangesEdited(m_chart.brush.focus()->range);
            Q_EMIT m_chart.q.rangesChanged();
            return true;
        }
    }
    if (!cursor)
        return false;
    Q_EMIT m_chart.q.activated(*cursor);
    return true;
}

bool ChartInput::escape() {
    if (m_chart.brush.isDragging()) {
        m_chart.brush.cancel();
        m_pressed.reset();
        rangesEdited(-1);
        Q_EMIT m_chart.q.rangesChanged();
        return true;
    }
    if (m_chart.brush.focus()) {
        m_chart.brush.setFocus(std::nullopt);
        m_chart.repaintBrush();
        focusMoved();
        return true;
    }
    if (std::ranges::any_of(m_chart.tracks, [](const auto& track) { return track->leaveRow(); }))
        return true;
    if (!m_chart.crosshair.position())
        return false;
    m_chart.crosshair.move(std::nullopt);
    return true;
}

} // namespace driftwood::ui
