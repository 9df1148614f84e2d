#include "ui/charts/series_pyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::ui {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The position where pixel column `column` of `columns` over [from, to] begins.
double columnBegin(double from, double to, int column, int columns) {
    return column >= columns ? to : from + (to - from) * column / columns;
}

} // namespace

void SeriesPyramid::append(double x, double y) {
    const auto index = static_cast<std::uint32_t>(m_x.size());
    m_x.push_back(m_x.empty() ? x : std::max(x, m_x.back()));
    m_y.push_back(std::isfinite(y) ? y : kNaN);
    if (!std::isfinite(y))
        m_breaks.push_back(index);
    raise(index);
}

void SeriesPyramid::append(std::span<const double> x, std::span<const double> y) {
    const std::size_t count = std::min(x.size(), y.size());
    // Grow geometrically: reserving the exact size would reallocate for every portion of a live line.
    if (m_x.size() + count > m_x.capacity()) {
        m_x.reserve(std::max(2 * m_x.capacity(), m_x.size() + count));
        m_y.reserve(m_x.capacity());
    }
    for (std::size_t i = 0; i < count; ++i)
        append(x[i], y[i]);
}

void SeriesPyramid::clear() { *this = SeriesPyramid(); }

void SeriesPyramid::removeBefore(double x) {
    m_first += lowerBound(x);
    if (m_first * 2 <= m_x.size())
        return;
    SeriesPyramid rest;
    rest.append(std::span(m_x).subspan(m_first), std::span(m_y).subspan(m_first));
    *this = std::move(rest);
}

/// Updates every node above point `index`. Stops at the first existing node that does not change, because
/// those above it do not change either.
void SeriesPyramid::raise(std::uint32_t index) {
    const bool finite = std::isfinite(m_y[index]);
    Node child{finite ? index : kNone, finite ? index : kNone};
    for (std::size_t level = 0;; ++level) {
        const std::size_t at = std::size_t{index} >> (2 * (level + 1));
        if (level == m_levels.size()) {
            if (at == 0 && level > 0 && m_levels[level - 1].size() < 2)
                return; // the level below has one node, so there is nothing to summarise yet
            m_levels.emplace_back();
            // The first node of a new level summarises all nodes of the level below, not only the new point.
            Node all = child;
            if (level > 0)
                for (const Node& node : m_levels[level - 1])
                    merge(all, node);
            m_levels[level].push_back(all);
            return;
        }
        std::vector<Node>& nodes = m_levels[level];
        if (at == nodes.size()) {
            nodes.push_back(child);
            continue;
        }
        Node merged = nodes[at];
        merge(merged, child);
        if (merged.min == nodes[at].min && merged.max == nodes[at].max)
            return;
        nodes[at] = merged;
    }
}

void SeriesPyramid::merge(Node& into, const Node& from) const {
    if (from.min != kNone && (into.min == kNone || m_y[from.min] < m_y[into.min]))
        into.min = from.min;
    if (from.max != kNone && (into.max == kNone || m_y[from.max] > m_y[into.max]))
        into.max = from.max;
}

std::size_t SeriesPyramid::lowerBound(double x) const {
    const auto begin = m_x.begin() + static_cast<std::ptrdiff_t>(m_first);
    return static_cast<std::size_t>(std::lower_bound(begin, m_x.end(), x) - begin);
}

std::optional<std::size_t> SeriesPyramid::nearest(double x) const {
    if (isEmpty())
        return std::nullopt;
    const std::size_t after = lowerBound(x);
    if (after == 0)
        return 0;
    if (after == size() || x - this->x(after - 1) <= this->x(after) - x)
        return after - 1;
    return after;
}

/// Extremes of points [begin, end), counted from the first point ever appended. At each level it takes the
/// nodes at both ends that no whole node of the level above covers.
SeriesPyramid::Node SeriesPyramid::find(std::size_t begin, std::size_t end) const {
    Node found{kNone, kNone};
    const auto point = [&](std::size_t i) {
        if (std::isfinite(m_y[i]))
            merge(found, {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i)});
    };
    while (begin < end && begin % 4 != 0)
        point(begin++);
    while (begin < end && end % 4 != 0)
        point(--end);
    begin /= 4;
    end /= 4;
    for (std::size_t level = 0; begin < end; ++level) {
        const std::vector<Node>& nodes = m_levels[level];
        const bool top = level + 1 >= m_levels.size();
        while (begin < end && (top || begin % 4 != 0))
            merge(found, nodes[begin++]);
        while (begin < end && end % 4 != 0)
            merge(found, nodes[--end]);
        begin /= 4;
        end /= 4;
    }
    return found;
}

std::optional<SeriesPyramid::Extremes> SeriesPyramid::extremes(std::size_t begin, std::size_t end) const {
    const Node found = find(m_first + begin, m_first + std::min(end, size()));
    if (found.min == kNone)
        return std::nullopt;
    return Extremes{m_y[found.min], m_y[found.max]};
}

std::optional<double> SeriesPyramid::smallestPositive(std::size_t begin, std::size_t end) const {
    end = std::min(end, size());
    const auto all = extremes(begin, end);
    if (!all || all->max <= 0)
        return std::nullopt;
    if (all->min > 0)
        return all->min;
    double smallest = all->max;
    for (std::size_t i = begin; i < end; ++i)
        if (y(i) > 0)
            smallest = std::min(smallest, y(i));
    return smallest;
}

bool SeriesPyramid::hasBreak(std::size_t begin, std::size_t end) const {
    const auto at = std::lower_bound(m_breaks.begin(), m_breaks.end(), begin);
    return at != m_breaks.end() && *at < end;
}

SeriesPyramid::Drawn SeriesPyramid::draw(double from, double to, int columns) const {
    Drawn out;
    columns = std::max(columns, 1);
    const std::size_t begin = m_first + lowerBound(from);
    const std::size_t end = m_first + lowerBound(std::nextafter(to, std::numeric_limits<double>::infinity()));
    const auto take = [&](std::size_t i) {
        out.x.push_back(m_x[i]);
        out.y.push_back(m_y[i]);
    };
    out.total = end - begin;
    if (begin > m_first)
        take(begin - 1);
    if (out.total <= static_cast<std::size_t>(columns) * 4) {
        for (std::size_t i = begin; i < end; ++i)
            take(i);
        out.points = out.total;
    } else {
        std::size_t at = begin;
        for (int column = 0; column < columns && at < end; ++column) {
            const auto edge = m_x.begin() + static_cast<std::ptrdiff_t>(end);
            const auto next = column + 1 == columns
                                  ? end
                                  : static_cast<std::size_t>(
                                        std::lower_bound(m_x.begin() + static_cast<std::ptrdiff_t>(at), edge,
                                                         columnBegin(from, to, column + 1, columns)) -
                                        m_x.begin());
            if (next == at)
                continue;
            const Node extreme = find(at, next);
            std::size_t chosen[] = {at, extreme.min == kNone ? at : extreme.min,
                                    extreme.max == kNone ? at : extreme.max, next - 1};
            std::ranges::sort(chosen);
            std::size_t last = at;
            for (std::size_t i = 0; i < std::size(chosen); ++i) {
                if (i > 0 && chosen[i] == last)
                    continue;
                // A gap between two chosen points must remain visible, even if it is narrower than a pixel.
                if (i > 0 && std::isfinite(m_y[chosen[i]]) && hasBreak(last + 1, chosen[i])) {
                    out.x.push_back(m_x[chosen[i]]);
                    out.y.push_back(kNaN);
                }
                take(chosen[i]);
                ++out.points;
                last = chosen[i];
            }
            at = next;
        }
    }
    if (end < m_x.size())
        take(end);
    return out;
}

SeriesPyramid::Drawn SeriesPyramid::drawEdge(double from, double to, int columns, bool largest) const {
    Drawn out;
    columns = std::max(columns, 1);
    const std::size_t begin = lowerBound(from) + m_first - (lowerBound(from) > 0 ? 1 : 0);
    std::size_t end = m_first + lowerBound(std::nextafter(to, std::numeric_limits<double>::infinity()));
    if (end < m_x.size())
        ++end;
    out.total = end - begin;
    if (out.total <= static_cast<std::size_t>(columns)) {
        for (std::size_t i = begin; i < end; ++i) {
            out.x.push_back(m_x[i]);
            out.y.push_back(m_y[i]);
        }
        out.points = out.total;
        return out;
    }
    std::size_t at = begin;
    for (int column = 0; column < columns && at < end; ++column) {
        const double edge = columnBegin(from, to, column + 1, columns);
        const auto next = column + 1 == columns
                              ? end
                              : static_cast<std::size_t>(
                                    std::lower_bound(m_x.begin() + static_cast<std::ptrdiff_t>(at),
                                                     m_x.begin() + static_cast<std::ptrdiff_t>(end), edge) -
                                    m_x.begin());
        if (next == at)
            continue;
        const auto take = [&](std::size_t first, std::size_t last) {
            if (first == last)
                return;
            const Node extreme = find(first, last);
            out.x.push_back((m_x[first] + m_x[last - 1]) / 2);
            out.y.push_back(m_y[largest ? extreme.max : extreme.min]);
            ++out.points;
        };
        // A gap that begins or ends in this pixel must remain. The values before its first break belong to
        // one piece of the band, those after its last break to another. Pieces in between are narrower than
        // the pixel.
        const auto broken = std::ranges::lower_bound(m_breaks, at);
        if (broken == m_breaks.end() || *broken >= next) {
            take(at, next);
        } else {
            const auto last = std::ranges::lower_bound(broken, m_breaks.end(), next) - 1;
            take(at, *broken);
            out.x.push_back(m_x[*broken]);
            out.y.push_back(kNaN);
            take(*last + 1, next);
        }
        at = next;
    }
    return out;
}

} // namespace driftwood::ui
