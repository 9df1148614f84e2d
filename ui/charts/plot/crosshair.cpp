#include "ui/charts/plot/crosshair.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/format/format.h"
#include "ui/theme/type.h"

#include <cmath>

namespace driftwood::ui {

void Crosshair::move(std::optional<double> x) {
    const bool left = m_x && !x;
    show(x);
    for (const QPointer<Chart>& other : m_linked)
        if (Chart* linked = other.data())
            ChartPrivate::of(*linked).crosshair.show(x, false);
    if (x)
        Q_EMIT m_chart.q.cursorMoved(*x);
    else if (left)
        Q_EMIT m_chart.q.cursorLeft();
}

void Crosshair::show(std::optional<double> x, bool box) {
    if (m_x == x && m_box == box)
        return;
    m_x = x;
    m_box = box;
    m_chart.repaintHover();
}

void Crosshair::link(Chart* other) {
    if (std::ranges::none_of(m_linked, [&](const QPointer<Chart>& one) { return one == other; }))
        m_linked.emplace_back(other);
}

PositionText Crosshair::positionText() const {
    if (!m_x)
        return {};
    return m_format ? m_format(*m_x) : PositionText{m_chart.axis.text(*m_x), {}};
}

std::vector<ReadoutRow> Crosshair::rows() const {
    std::vector<ReadoutRow> rows;
    if (m_x)
        for (const auto& track : m_chart.tracks)
            for (ReadoutRow& row : track->readout(*m_x))
                rows.push_back(std::move(row));
    return rows;
}

void Crosshair::paint(QCPPainter& painter) {
    const Interval visible = m_chart.axis.visible();
    if (!m_x || m_hidden || m_chart.tracks.empty() || *m_x < visible.begin || *m_x > visible.end ||
        !m_chart.hasData())
        return;
    const QRectF stage = m_chart.stage();
    const double x = std::round(m_chart.toPixel(*m_x));
    QPen pen(color(Token::Ink3), 1);
    pen.setDashPattern({1, 2});
    painter.setAntialiasing(false);
    painter.setPen(pen);
    painter.drawLine(QPointF(x, stage.top()), QPointF(x, stage.bottom()));
    for (const auto& track : m_chart.tracks)
        track->paintCursor(painter, *m_x);
    if (m_box)
        paintBox(painter, x);
}

void Crosshair::paintBox(QCPPainter& painter, double line) {
    const std::vector<ReadoutRow> all = rows();
    const PositionText position = positionText();
    const QFont words = font(TextStyle::Small);
    const QFont numbers = font(TextStyle::Value);
    constexpr double kPadding = 10;
    constexpr double kStroke = 18; // a coloured stroke before a name, with its space
    constexpr double kColumns = 16;
    double names = textWidth(position.text, numbers);
    double values = textWidth(position.aside, numbers);
    for (const ReadoutRow& row : all) {
        names = std::max(names, textWidth(row.name, words) + (row.stroke ? kStroke : 0));
        values = std::max(values, textWidth(row.value, numbers));
    }
    const double height = lineHeight(TextStyle::Value);
    QRectF box(0, 0, 2 * kPadding + names + (values > 0 ? kColumns + values : 0),
               2 * 8 + height * static_cast<double>(all.size() + 1));
    const QRectF stage = m_chart.stage();
    box.moveTopLeft({line + 14, stage.top() + 12});
    if (box.right() > m_chart.q.width() - 4)
        box.moveRight(line - 14);
    if (box.left() < 4)
        box.moveLeft(4);
    painter.setAntialiasing(true);
    painter.setPen(QPen(color(Token::Line2), 1));
    painter.setBrush(color(Token::Surface));
    painter.drawRoundedRect(box.translated(0.5, 0.5), 4, 4);

    QRectF row(box.left() + kPadding, box.top() + 8, box.width() - 2 * kPadding, height);
    drawText(painter, row, Qt::AlignLeft | Qt::AlignVCenter, {position.text, numbers, color(Token::Ink2)});
    drawText(painter, row, Qt::AlignRight | Qt::AlignVCenter, {position.aside, numbers, color(Token::Ink)});
    for (const ReadoutRow& one : all) {
        row.translate(0, height);
        QRectF name = row;
        if (one.stroke) {
            painter.setPen(QPen(*one.stroke, 2));
            painter.drawLine(QPointF(name.left(), name.center().y()),
                             QPointF(name.left() + 12, name.center().y()));
            name.adjust(kStroke, 0, 0, 0);
        }
        drawText(painter, name, Qt::AlignLeft | Qt::AlignVCenter, {one.name, words, one.ink});
        drawText(painter, row, Qt::AlignRight | Qt::AlignVCenter, {one.value, numbers, color(Token::Ink)});
    }
}

} // namespace driftwood::ui
