#include "ui/charts/plot/range_brush.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::ui {

void RangeBrush::setMode(Chart::Brush mode) {
    m_mode = mode;
    if (mode == Chart::Brush::None)
        setRanges({});
}

void RangeBrush::setSnap(double step, double origin) {
    m_step = std::max(step, 0.0);
    m_origin = origin;
}

void RangeBrush::setRanges(std::vector<BrushRange> ranges) {
    m_ranges = std::move(ranges);
    m_drag = Drag::None;
    m_dragged = -1;
    if (m_focus && m_focus->range >= static_cast<int>(m_ranges.size()))
        m_focus.reset();
}

double RangeBrush::position(Edge edge) const {
    const Interval& span = m_ranges[static_cast<std::size_t>(edge.range)].span;
    return edge.end ? span.end : span.begin;
}

bool RangeBrush::focusNext(bool forward) {
    std::vector<Edge> edges;
    for (int i = 0; i < static_cast<int>(m_ranges.size()); ++i) {
        edges.push_back({i, false});
        edges.push_back({i, true});
    }
    std::ranges::stable_sort(edges, {}, [this](const Edge& edge) { return position(edge); });
    if (!forward)
        std::ranges::reverse(edges);
    auto next = edges.begin();
    if (m_focus)
        if (next = std::ranges::find(edges, *m_focus); next != edges.end())
            ++next;
    m_focus = next == edges.end() ? std::nullopt : std::optional(*next);
    return m_focus.has_value();
}

std::optional<RangeBrush::Edge> RangeBrush::edgeNear(double x, double tolerance) const {
    std::optional<Edge> found;
    double best = tolerance;
    for (int i = 0; i < static_cast<int>(m_ranges.size()); ++i)
        for (const bool end : {false, true}) {
            const double distance = std::abs(position({i, end}) - x);
            if (distance <= best) {
                best = distance;
                found = Edge{i, end};
            }
        }
    return found;
}

std::optional<int> RangeBrush::rangeAt(double x) const {
    for (std::size_t i = 0; i < m_ranges.size(); ++i)
        if (m_ranges[i].span.contains(x))
            return static_cast<int>(i);
    return std::nullopt;
}

void RangeBrush::beginRange(double x) {
    m_before = m_ranges;
    m_drag = Drag::New;
    m_dragged = -1;
    m_anchor = x;
}

void RangeBrush::beginEdge(Edge edge) {
    m_before = m_ranges;
    m_drag = Drag::Edge;
    m_dragged = edge.range;
    m_focus = edge;
    m_anchor = position({edge.range, !edge.end});
}

void RangeBrush::beginMove(int range, double x) {
    m_before = m_ranges;
    m_drag = Drag::Move;
    m_dragged = range;
    m_anchor = x;
    m_moved = m_ranges[static_cast<std::size_t>(range)].span;
}

int RangeBrush::drag(double x) {
    if (m_drag == Drag::New) {
        // The range includes the whole buckets at both ends.
        double low = std::min(m_anchor, x);
        double high = std::max(m_anchor, x);
        if (m_step > 0) {
            low = m_origin + std::floor((low - m_origin) / m_step) * m_step;
            high = m_origin + std::ceil((high - m_origin) / m_step) * m_step;
        }
        const Interval free = room(m_anchor, m_dragged);
        const Interval span{std::max(low, free.begin), std::min(high, free.end)};
        if (span.isEmpty())
            return m_dragged;
        if (m_dragged < 0)
            m_dragged = addRange(span);
        m_ranges[static_cast<std::size_t>(m_dragged)].span = span;
        m_focus = Edge{m_dragged, x >= m_anchor};
    } else if (m_drag == Drag::Edge) {
        const Interval span = between(m_anchor, snapped(x), m_dragged);
        if (!span.isEmpty()) {
            m_ranges[static_cast<std::size_t>(m_dragged)].span = span;
            m_focus = Edge{m_dragged, span.begin == m_anchor};
        }
    } else if (m_drag == Drag::Move) {
        const Interval free = room(m_moved.begin + m_moved.length() / 2, m_dragged);
        const double begin =
            std::clamp(snapped(m_moved.begin + x - m_anchor), free.begin, free.end - m_moved.length());
        m_ranges[static_cast<std::size_t>(m_dragged)].span = {begin, begin + m_moved.length()};
    }
    return m_dragged;
}

bool RangeBrush::finish() {
    const bool changed = m_drag != Drag::None && m_ranges != m_before;
    m_drag = Drag::None;
    m_dragged = -1;
    return changed;
}

void RangeBrush::cancel() {
    if (m_drag != Drag::None)
        setRanges(m_before);
}

bool RangeBrush::moveFocused(double distance) {
    if (!m_focus)
        return false;
    const Edge edge = *m_focus;
    const double other = position({edge.range, !edge.end});
    const Interval span = between(other, snapped(position(edge) + distance), edge.range);
    Interval& now = m_ranges[static_cast<std::size_t>(edge.range)].span;
    // An edge moved by keys does not pass the other edge.
    const bool kept = edge.end ? span.begin == now.begin : span.end == now.end;
    if (span.isEmpty() || span == now || !kept)
        return false;
    now = span;
    return true;
}

bool RangeBrush::make(double x, double length) {
    if (m_mode == Chart::Brush::None || rangeAt(x))
        return false;
    const double half = std::max(length, m_step) / 2;
    const Interval free = room(x, -1);
    const Interval span{std::max(snapped(x - half), free.begin), std::min(snapped(x + half), free.end)};
    if (span.isEmpty())
        return false;
    m_focus = Edge{addRange(span), true};
    return true;
}

bool RangeBrush::removeFocused() {
    if (!m_focus)
        return false;
    m_ranges.erase(m_ranges.begin() + m_focus->range);
    m_focus.reset();
    return true;
}

QString RangeBrush::nextName() const {
    if (!m_name.isEmpty())
        return m_name;
    for (int n = 0;; ++n) {
        QString name(QChar(u'A' + n % 26));
        if (n >= 26)
            name += QString::number(n / 26);
        if (std::ranges::none_of(m_ranges, [&](const BrushRange& range) { return range.name == name; }))
            return name;
    }
}

double RangeBrush::snapped(double x) const {
    return m_step > 0 ? m_origin + std::round((x - m_origin) / m_step) * m_step : x;
}

Interval RangeBrush::room(double x, int without) const {
    Interval free{-1e300, 1e300};
    if (m_mode == Chart::Brush::One)
        return free;
    for (std::size_t i = 0; i < m_ranges.size(); ++i) {
        if (static_cast<int>(i) == without)
            continue;
        const Interval& other = m_ranges[i].span;
        if (other.end <= x)
            free.begin = std::max(free.begin, other.end);
        else if (other.begin >= x)
            free.end = std::min(free.end, other.begin);
        else
            return {x, x};
    }
    return free;
}

Interval RangeBrush::between(double a, double b, int without) const {
    const Interval& now = m_ranges[static_cast<std::size_t>(without)].span;
    const Interval free = room(now.begin + now.length() / 2, without);
    return {std::max(std::min(a, b), free.begin), std::min(std::max(a, b), free.end)};
}

int RangeBrush::addRange(const Interval& span) {
    if (m_mode == Chart::Brush::One)
        m_ranges.clear();
    m_ranges.push_back({nextName(), span});
    return static_cast<int>(m_ranges.size()) - 1;
}

} // namespace driftwood::ui
