#include "ui/charts/plot/heat_plot.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/charts/sparkline.h"
#include "ui/format/numbers.h"
#include "ui/theme/elide.h"
#include "ui/theme/type.h"

#include <cmath>

namespace driftwood::ui {

namespace {

constexpr double kHistogramWidth = 46;
constexpr std::size_t kReadoutRows = 4;
constexpr int kLeastRows = 3;

int rowHeight() { return scaled(17); }
int rowPitch() { return rowHeight() + 2; }
int valueWidth() { return scaled(40); }

QString psiText(double psi) { return std::isfinite(psi) ? formatFixed(psi, 2) : QStringLiteral("–"); }

} // namespace

HeatPlot::HeatPlot(ChartPrivate& owner)
    : Track(owner)
    , m_track(*this) {
    stretch = 0.01; // its height follows from its rows
}

void HeatPlot::setRows(std::vector<double> edges, std::vector<HeatRow> rows) {
    m_edges = std::move(edges);
    m_rows = std::move(rows);
    std::ranges::stable_sort(m_rows, std::greater{},
                             [](const HeatRow& row) { return std::isfinite(row.now) ? row.now : -1.0; });
    changed();
}

void HeatPlot::setLimit(double psi) {
    m_limit = psi;
    changed();
}

void HeatPlot::setAlarms(std::vector<Mark> alarms) {
    m_alarms = std::move(alarms);
    changed();
}

void HeatPlot::setChosenRow(const QString& name) {
    if (name == m_chosen)
        return;
    m_chosen = name;
    changed();
}

std::optional<Interval> HeatPlot::extent() const {
    if (m_edges.size() < 2 || m_rows.empty())
        return std::nullopt;
    return Interval{m_edges.front(), m_edges.back()};
}

void HeatPlot::prepare(const Interval& visible, int /*columns*/) {
    m_visible = visible;
    const double left = chart().gutter + chart().leftLabels();
    const double all = chart().q.width() - left;
    double right = chart().frame.rightRoom(all);
    for (const auto& track : chart().tracks)
        right = std::max(right, track->rightRoom(all));
    const QRectF room(left, 0, std::max(0.0, all - right), 0);
    m_legendBelow = textWidth(detail, font(TextStyle::Nav)) > paintLegend(nullptr, room) - left;
}

void HeatPlot::restyle() {
    Track::restyle();
    for (QCPAxis* axis : rect()->axes())
        axis->grid()->setVisible(false);
}

void HeatPlot::scaleVertical() { yAxis()->setTickLabels(false); }

int HeatPlot::shownRows() const {
    // The height that the others do not need, but not more than half of a chart that has others.
    const int height = chart().q.height();
    int room = height - chart().leastHeight() + leastHeight();
    if (chart().tracks.size() > 1)
        room = std::min(room, height / 2 - chart().frame.bottomRoom());
    return std::clamp(room / rowPitch(), std::min(kLeastRows, rowCount()), std::max(rowCount(), 0));
}

int HeatPlot::leastHeight() const { return std::clamp(rowCount(), 1, kLeastRows) * rowPitch(); }

int HeatPlot::fixedHeight() const { return std::max(1, shownRows()) * rowPitch(); }

int HeatPlot::topRoom() const {
    return lineHeight(TextStyle::Small) + 14 + (m_legendBelow ? lineHeight(TextStyle::Heading) : 0);
}

double HeatPlot::rightRoom(double /*width*/) const { return 8 + kHistogramWidth + 6 + valueWidth() + kSide; }

QRectF HeatPlot::rowBox(int row) const {
    return {box().left(), box().top() + row * rowPitch(), box().width(), static_cast<double>(rowHeight())};
}

/// A row from its name to its value.
QRectF HeatPlot::sidesOf(int row) const {
    const double side = kSide - 6;
    return {side, rowBox(row).top() - 1, chart().q.width() - 2 * side, rowHeight() + 2.0};
}

std::optional<std::size_t> HeatPlot::columnAt(double x) const {
    const auto next = std::ranges::upper_bound(m_edges, x);
    if (next == m_edges.begin() || m_edges.size() < 2)
        return std::nullopt;
    // The right end of the last column still belongs to it, because the crosshair stops there.
    if (next == m_edges.end())
        return x == m_edges.back() ? std::optional(m_edges.size() - 2) : std::nullopt;
    return static_cast<std::size_t>(next - m_edges.begin()) - 1;
}

void HeatPlot::paintData(QCPPainter& painter) {
    painter.setAntialiasing(false);
    for (int row = 0; row < shownRows(); ++row)
        paintRow(painter, row);
}

/// Columns narrower than a pixel share one pixel, which shows the most drifted of them.
void HeatPlot::paintRow(QCPPainter& painter, int row) const {
    const HeatRow& field = m_rows[static_cast<std::size_t>(row)];
    const QRectF all = rowBox(row);
    paintNoWindow(painter, all);
    double from = 0;
    double to = -1;
    double worst = 0;
    bool measured = false;
    const auto flush = [&] {
        const QRectF cell = QRectF(from, all.top(), to - from, all.height()) & all;
        if (cell.width() <= 0)
            return;
        if (measured)
            painter.fillRect(cell, driftColor(worst >= driftSteps().value(1) ? worst : 0.0));
    };
    const std::size_t columns = std::min(field.values.size(), m_edges.empty() ? 0 : m_edges.size() - 1);
    for (std::size_t i = 0; i < columns; ++i) {
        const double psi = field.values[i];
        const double left = std::round(toPixelX(m_edges[i]));
        const double right = std::max(std::round(toPixelX(m_edges[i + 1])), left + 1);
        if (right < all.left() || left > all.right())
            continue;
        if (left >= to) {
            flush();
            from = left;
            worst = 0;
            measured = false;
        }
        to = right;
        if (!std::isfinite(psi))
            continue;
        measured = true;
        worst = std::max(worst, psi);
    }
    flush();
}

void HeatPlot::paintMarks(QCPPainter& painter) {
    paintHead(painter);
    for (int row = 0; row < shownRows(); ++row)
        paintSides(painter, row);
    if (const int hidden = rowCount() - shownRows(); hidden > 0)
        drawText(painter, QRectF(kSide, box().bottom() + 6, box().left() - kSide, lineHeight(TextStyle::Nav)),
                 Qt::AlignLeft | Qt::AlignVCenter,
                 {Chart::tr("%n more fields", nullptr, hidden), font(TextStyle::Nav), color(Token::Ink3)});
    for (const Mark& alarm : m_alarms)
        if (alarm.x >= m_visible.begin && alarm.x <= m_visible.end)
            drawTriangle(painter, {toPixelX(alarm.x), box().top() - 1}, color(Token::Ember));
}

QRectF HeatPlot::headBox() const {
    const double height = lineHeight(TextStyle::Heading);
    return {box().left(), box().top() - topRoom() - 2, box().width(), height};
}

double HeatPlot::paintLegend(QCPPainter* painter, QRectF row) const {
    const QList<double> steps = driftSteps();
    double x = row.right();
    for (qsizetype i = steps.size() - 1; i >= -1; --i) {
        const QString text = i < 0    ? Chart::tr("no window")
                             : i == 0 ? QStringLiteral("< %1").arg(shortNumber(steps.value(1)))
                                      : shortNumber(steps[i]);
        x -= textWidth(text, font(TextStyle::Tick)) + 4;
        if (painter != nullptr)
            drawText(*painter, QRectF(x, row.top(), 0, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     {text, font(TextStyle::Tick), color(Token::Ink2)});
        x -= 16;
        if (painter != nullptr) {
            const QRectF mark(x, std::round(row.center().y()) - 5, 12, 10);
            painter->setAntialiasing(false);
            if (i < 0)
                paintNoWindow(*painter, mark);
            else
                painter->fillRect(mark, driftColor(steps[i]));
            painter->setPen(QPen(color(Token::Line), 1));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(mark.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        x -= 14;
    }
    return x;
}

void HeatPlot::paintHead(QCPPainter& painter) const {
    const QFont small = font(TextStyle::Nav);
    const QRectF head = headBox();
    const QRectF last = m_legendBelow ? head.translated(0, head.height()) : head;
    const double legend = paintLegend(&painter, last);
    const double room = m_legendBelow ? head.width() : legend - head.left();
    drawText(painter, head, Qt::AlignLeft | Qt::AlignVCenter,
             {elidedText(QFontMetricsF(small), detail, Qt::ElideRight, std::max(0.0, room)), small,
              color(Token::Ink2)});
    const double right = box().right() + 8;
    drawText(painter, QRectF(right, last.top(), kHistogramWidth, last.height()),
             Qt::AlignLeft | Qt::AlignVCenter, {Chart::tr("now"), small, color(Token::Ink2)});
    drawText(painter, QRectF(right + kHistogramWidth + 6, last.top(), valueWidth(), last.height()),
             Qt::AlignRight | Qt::AlignVCenter, {Chart::tr("PSI"), small, color(Token::Ink2)});
}

void HeatPlot::paintSides(QCPPainter& painter, int row) const {
    const HeatRow& field = m_rows[static_cast<std::size_t>(row)];
    const bool beyond = field.now > m_limit;
    const QRectF all = rowBox(row);
    const QColor ink = color(beyond ? Token::Ember : Token::Ink);
    const QFont mono = font(TextStyle::Value);
    if (field.name == m_chosen) {
        const QRectF sides = sidesOf(row);
        painter.setAntialiasing(false);
        for (const QRectF& side : {QRectF(sides.topLeft(), QPointF(all.left() - 4, sides.bottom())),
                                   QRectF(QPointF(all.right() + 4, sides.top()), sides.bottomRight())})
            painter.fillRect(side, color(Token::AccentSoft));
    }
    const double room = box().left() - kSide - 8;
    drawText(painter, QRectF(kSide, all.top(), room, all.height()), Qt::AlignLeft | Qt::AlignVCenter,
             {elidedText(QFontMetricsF(mono), field.name, Qt::ElideMiddle, room), mono, ink});
    const double right = all.right() + 8;
    paintHistogram(painter, QRectF(right, all.top() - 1, kHistogramWidth, all.height()), field.reference,
                   field.current, beyond);
    drawText(painter, QRectF(right + kHistogramWidth + 6, all.top(), valueWidth(), all.height()),
             Qt::AlignRight | Qt::AlignVCenter,
             {psiText(field.now), mono, color(beyond ? Token::Ember : Token::Ink2)});
    if (field.name == m_current) {
        painter.setAntialiasing(true);
        painter.setPen(QPen(color(Token::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(sidesOf(row));
    }
}

std::vector<ReadoutRow> HeatPlot::readout(double x) const {
    std::vector<ReadoutRow> rows;
    const auto column = columnAt(x);
    if (!column)
        return rows;
    std::vector<std::pair<double, const HeatRow*>> drifted;
    for (const HeatRow& row : m_rows)
        if (*column < row.values.size() && row.values[*column] >= driftSteps().value(1))
            drifted.emplace_back(row.values[*column], &row);
    std::ranges::stable_sort(drifted, std::greater{}, [](const auto& one) { return one.first; });
    for (const auto& [psi, row] : drifted) {
        if (rows.size() == kReadoutRows)
            break;
        rows.push_back({Chart::tr("PSI %1").arg(row->name), psiText(psi),
                        color(psi > m_limit ? Token::Ember : Token::Ink2), std::nullopt});
    }
    return rows;
}

std::vector<CsvColumn> HeatPlot::columns(const Interval& range) const {
    std::vector<CsvColumn> out;
    for (const HeatRow& row : m_rows) {
        CsvColumn column{Chart::tr("PSI %1").arg(row.name), {}, {}};
        for (std::size_t i = 0; i < row.values.size() && i + 1 < m_edges.size(); ++i)
            if (m_edges[i] >= range.begin && m_edges[i] <= range.end) {
                column.x.push_back(m_edges[i]);
                column.y.push_back(row.values[i]);
            }
        out.push_back(std::move(column));
    }
    return out;
}

QString HeatPlot::summary() const {
    QStringList beyond;
    for (const HeatRow& row : m_rows)
        if (row.now > m_limit)
            beyond << row.name + ' ' + psiText(row.now);
    const QString head = title.isEmpty() ? QString() : title + QStringLiteral(": ");
    if (beyond.isEmpty())
        return head + Chart::tr("no field beyond PSI %1").arg(m_limit);
    return head + Chart::tr("%1 of %2 fields beyond PSI %3: %4")
                      .arg(beyond.size())
                      .arg(m_rows.size())
                      .arg(m_limit)
                      .arg(beyond.join(QStringLiteral(", ")));
}

double HeatPlot::neighbour(double x, int direction, double least) const {
    const auto column = columnAt(x + direction * least);
    if (!column)
        return x;
    if (direction == 0)
        return x; // no column is nearer than the pointer
    const double edge = m_edges[*column];
    return edge == x ? x + direction * least : edge;
}

bool HeatPlot::click(QPointF at, bool dry) {
    const int row = static_cast<int>(std::floor((at.y() - box().top()) / rowPitch()));
    // Clicks count on the names and the right end only: brush and crosshair use the cells.
    const bool beside = at.x() < box().left() || at.x() > box().right();
    if (row < 0 || row >= shownRows() || !beside)
        return false;
    if (!dry) {
        m_current.clear(); // the keyboard goes on from the chosen row
        changed();
        Q_EMIT chart().q.rowActivated(m_rows[static_cast<std::size_t>(row)].name);
    }
    return true;
}

bool HeatPlot::moveRow(int direction) {
    if (m_rows.empty())
        return false;
    const QString& from = m_current.isEmpty() ? m_chosen : m_current;
    const auto now = std::ranges::find(m_rows, from, &HeatRow::name);
    int row =
        now == m_rows.end() ? (direction > 0 ? -1 : rowCount()) : static_cast<int>(now - m_rows.begin());
    row = std::clamp(row + direction, 0, shownRows() - 1);
    m_current = m_rows[static_cast<std::size_t>(row)].name;
    changed();
    return true;
}

bool HeatPlot::activateRow() {
    if (std::ranges::find(m_rows, m_current, &HeatRow::name) == m_rows.end())
        return false;
    Q_EMIT chart().q.rowActivated(m_current);
    return true;
}

bool HeatPlot::leaveRow() {
    if (m_current.isEmpty())
        return false;
    m_current.clear();
    changed();
    return true;
}

} // namespace driftwood::ui
