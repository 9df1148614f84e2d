#include "ui/charts/plot/frame.h"

#include "ui/charts/plot/brush_paint.h"
#include "ui/charts/plot/chart_private.h"
#include "ui/charts/plot/time_text.h"
#include "ui/format/format.h"
#include "ui/theme/elide.h"
#include "ui/theme/type.h"

#include <QPushButton>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {

namespace {

/// A live edge closer than this to the end of the plot lies within the last bar.
constexpr int kBarRest = 24;
constexpr double kFootGap = 12; ///< before the unit
constexpr int kTickRoom = 6;    ///< tick and the space below

} // namespace

void Frame::setFailure(const QString& what, const QString& where, const QString& action) {
    m_failed = true;
    m_what = what;
    m_where = where;
    delete m_button;
    m_button = nullptr;
    if (!action.isEmpty()) {
        m_button = new QPushButton(action, &m_chart.q);
        m_button->setAccessibleDescription(failureText());
        QObject::connect(m_button, &QPushButton::clicked, &m_chart.q, &Chart::failureAction);
        m_button->show();
    }
    m_chart.changed();
}

void Frame::clearFailure() {
    if (!m_failed)
        return;
    m_failed = false;
    delete m_button;
    m_button = nullptr;
    m_chart.changed();
}

QString Frame::failureText() const {
    return m_where.isEmpty() ? m_what : m_what + QStringLiteral(": ") + m_where;
}

bool Frame::hasTitleRow() const {
    if (!title.isEmpty() || !figure.isEmpty())
        return true;
    return m_chart.gutter == 0 &&
           std::ranges::any_of(m_chart.tracks, [](const auto& track) { return !track->legend().empty(); });
}

int Frame::topRoom() const {
    const int row = hasTitleRow() ? lineHeight(TextStyle::Heading) + 18 : 10;
    return row + (m_chart.brush.mode() != Chart::Brush::None ? static_cast<int>(kBrushBar) : 0);
}

int Frame::bottomRoom() const {
    int room = kTickRoom + lineHeight(TextStyle::Nav) + 4;
    if (m_chart.axis.kind() == XAxis::Time)
        room += lineHeight(TextStyle::Nav);
    if (!footTexts().front().isEmpty() || !m_chart.axis.unit().isEmpty())
        room += lineHeight(TextStyle::Nav) + 2;
    return room;
}

double Frame::rightRoom(double width) const {
    if (!liveEdge || liveText.isEmpty())
        return 0;
    double text = 0;
    for (const QString& line : liveText.split('\n'))
        text = std::max(text, textWidth(line, font(TextStyle::Value)));
    const Interval visible = m_chart.axis.visible();
    const double after = (visible.end - *liveEdge) / visible.length();
    if (after < 0)
        return 0;
    if (after * width < kBarRest)
        return text + 14; // the text stands right of the plot
    // With room r right of it the plot is width - r wide, and after * (width - r) + r remains for the text.
    return after >= 1 ? 0 : (text + 14 - after * width) / (1 - after);
}

void Frame::setTicker(QCPAxis& axis, double width) {
    const bool time = m_chart.axis.kind() == XAxis::Time;
    const int count = std::clamp(static_cast<int>(width / scaled(time ? 60 : 55)), 2, time ? 9 : 7);
    if (time) {
        m_timeTicker->setZone(m_chart.axis.zone());
        m_timeTicker->setCount(count);
        axis.setTicker(m_timeTicker);
    } else if (m_chart.logarithmicX) {
        m_logTicker->setCount(count);
        axis.setTicker(m_logTicker);
    } else {
        m_numberTicker->setCount(count);
        axis.setTicker(m_numberTicker);
    }
}

void Frame::placeButton() {
    if (!m_button)
        return;
    m_button->adjustSize();
    const QPointF centre = m_chart.stage().center();
    m_button->move(static_cast<int>(centre.x() - m_button->width() / 2.0),
                   static_cast<int>(centre.y() + lineHeight(TextStyle::Body)));
}

QStringList Frame::footTexts() const {
    const Thinning thinned = m_chart.thinning();
    if (thinned.points == 0)
        return {footnote};
    QStringList forms;
    for (const QString& form :
         {Chart::tr("%1 of %2 points drawn, extremes kept"), Chart::tr("%1 of %2 points")}) {
        const QString text = form.arg(formatCount(static_cast<qint64>(thinned.points)),
                                      formatCount(static_cast<qint64>(thinned.total)));
        forms << (footnote.isEmpty() ? text : text + QStringLiteral(" · ") + footnote);
    }
    return forms;
}

/// Paints the footnote below the axis, left of the unit. It begins at the plot's edge or, if that leaves too
/// little room, at the chart's; if the longer text does not fit, the shorter one is used.
void Frame::paintFoot(QCPPainter& painter, double left, double top, double height) {
    const QFont small = font(TextStyle::Nav);
    const QString unit = m_chart.axis.unit();
    drawText(painter, QRectF(left, top, m_chart.q.width() - kSide - left, height),
             Qt::AlignRight | Qt::AlignVCenter, {unit, small, color(Token::Ink3)});
    const double right =
        m_chart.q.width() - kSide - (unit.isEmpty() ? 0.0 : textWidth(unit, small) + kFootGap);
    const QStringList forms = footTexts();
    QRectF room(kSide, top, std::max(0.0, right - kSide), height);
    QString shown = elidedText(QFontMetricsF(small), forms.last(), Qt::ElideRight, room.width());
    const auto fits = [&](double from) {
        return std::ranges::find_if(
            forms, [&](const QString& text) { return textWidth(text, small) <= right - from; });
    };
    if (const auto beside = fits(left); beside != forms.end()) {
        room.setLeft(left);
        shown = *beside;
    } else if (const auto whole = fits(kSide); whole != forms.end()) {
        shown = *whole;
    }
    drawText(painter, room, Qt::AlignLeft | Qt::AlignVCenter, {shown, small, color(Token::Ink3)});
}

void Frame::paintGround(QCPPainter& painter) {
    if (m_failed)
        return;
    for (const Gap& gap : gaps)
        for (const QRectF& band : bandsOf(gap))
            painter.fillRect(band, color(Token::Hover));
}

/// The places of a gap in the tracks that are tinted.
std::vector<QRectF> Frame::bandsOf(const Gap& gap) const {
    std::vector<QRectF> bands;
    for (const auto& track : m_chart.tracks) {
        const QRectF box = track->box();
        const QRectF band = QRectF(QPointF(std::round(m_chart.toPixel(gap.span.begin)), box.top()),
                                   QPointF(std::round(m_chart.toPixel(gap.span.end)), box.bottom())) &
                            box;
        if (track->takesTint() && band.width() >= 1)
            bands.push_back(band);
    }
    return bands;
}

/// Above grid and limits, which would strike the words through.
void Frame::paintGapWords(QCPPainter& painter) {
    const QFont small = font(TextStyle::Nav);
    for (const Gap& gap : gaps)
        for (const QRectF& band : bandsOf(gap)) {
            const QStringList lines = gap.text.split(QStringLiteral(", "));
            double wide = 0;
            for (const QString& line : lines)
                wide = std::max(wide, textWidth(line, small));
            if (wide > band.width() + 20 || band.height() < lines.size() * 18 + 16)
                continue;
            QRectF row(band.left(), band.top() + 16, band.width(), 16);
            for (const QString& line : lines) {
                drawText(painter, row, Qt::AlignHCenter | Qt::AlignVCenter, {line, small, color(Token::Ink2)},
                         true);
                row.translate(0, 18);
            }
        }
}

void Frame::paintMarks(QCPPainter& painter) {
    if (m_chart.tracks.empty())
        return;
    paintTitleRow(painter);
    for (std::size_t i = 0; i < m_chart.tracks.size(); ++i) {
        const Track& track = *m_chart.tracks[i];
        if (m_chart.gutter > 0)
            paintGutter(painter, track);
        if (i > 0) {
            const double y = m_chart.tracks[i - 1]->box().bottom() + 9;
            painter.fillRect(QRectF(0, y, m_chart.q.width(), 1), color(Token::Line));
        }
        const double bars =
            i == 0 && m_chart.brush.mode() != Chart::Brush::None && !isUnitBesideBars(track) ? kBrushBar : 0;
        if (!track.unit.isEmpty())
            drawText(painter,
                     QRectF(kSide + m_chart.gutter, track.box().top() - lineHeight(TextStyle::Nav) - 6 - bars,
                            track.box().width(), lineHeight(TextStyle::Nav)),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     {track.unit, font(TextStyle::Nav), color(Token::Ink2)});
    }
    if (!m_failed)
        paintGapWords(painter);
    const QRectF stage = m_chart.stage();
    if (liveEdge && !m_failed) {
        const double x = std::round(m_chart.toPixel(*liveEdge));
        if (x >= stage.left() && x <= stage.right() + 1) {
            painter.fillRect(QRectF(x, stage.top(), 1, stage.height()), color(Token::Ink2));
            // Near the end, the last bar reaches beyond the plot's edge and would lie under the text.
            const double left = stage.right() - x < kBarRest ? stage.right() : x;
            QRectF row(left + 6, stage.top() + 4, 200, lineHeight(TextStyle::Small));
            const QStringList lines = liveText.split('\n', Qt::SkipEmptyParts);
            for (int i = 0; i < lines.size(); ++i) {
                drawText(painter, row, Qt::AlignLeft | Qt::AlignVCenter,
                         {lines[i], font(i == 0 ? TextStyle::Nav : TextStyle::Tick), color(Token::Ink2)},
                         true);
                row.translate(0, row.height() - 2);
            }
        }
    }
    paintLabels(painter);
    paintMessage(painter);
}

void Frame::paintTitleRow(QCPPainter& painter) {
    if (!hasTitleRow())
        return;
    const QRectF row(kSide, 6, m_chart.q.width() - 2 * kSide, lineHeight(TextStyle::Heading) + 4);
    double right = row.right();
    if (!figure.isEmpty()) {
        const TextLine value{{figure, font(TextStyle::Value), color(Token::Ink)},
                             {figureUnit.isEmpty() ? QString() : QChar(0x202F) + figureUnit,
                              font(TextStyle::Small), color(Token::Ink3)}};
        right -= textWidth(value);
        const QFontMetricsF metrics(font(TextStyle::Value));
        drawLine(painter, {right, std::round(row.center().y() + (metrics.ascent() - metrics.descent()) / 2)},
                 value);
        right -= 16;
    }
    if (m_chart.gutter == 0)
        right = paintLegend(painter, row, right);
    const QFont bold = font(TextStyle::Heading);
    const QString name = elidedText(QFontMetricsF(bold), title, Qt::ElideMiddle, right - row.left());
    drawText(painter, row, Qt::AlignLeft | Qt::AlignVCenter, {name, bold, color(Token::Ink)});
    const double at = row.left() + textWidth(name, bold) + 8;
    const QFont small = font(TextStyle::Small);
    drawText(painter, QRectF(at, row.top(), 0, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
             {elidedText(QFontMetricsF(small), detail, Qt::ElideRight, std::max(0.0, right - at)), small,
              color(Token::Ink3)});
}

/// Paints the legend right-aligned before `right` and counts the entries that do not fit. Returns its left
/// end.
double Frame::paintLegend(QCPPainter& painter, const QRectF& row, double right) const {
    constexpr double kMark = 18;
    constexpr double kApart = 14;
    const QFont small = font(TextStyle::Nav);
    const double room = right - row.left() - textWidth(title + ' ' + detail, font(TextStyle::Heading));
    std::vector<LegendEntry> entries;
    double width = 0;
    int left = 0;
    for (const auto& track : m_chart.tracks)
        for (const LegendEntry& entry : track->legend()) {
            const double own = kMark + textWidth(entry.name, small) + kApart;
            if (width + own > room - 30) {
                ++left;
                continue;
            }
            width += own;
            entries.push_back(entry);
        }
    const QString more = left > 0 ? QStringLiteral("+%1").arg(left) : QString();
    const double begin = right - width - textWidth(more, small);
    double x = begin;
    for (const LegendEntry& entry : entries) {
        drawLegendMark(painter, {x, row.center().y()}, entry);
        drawText(painter, QRectF(x + kMark, row.top(), 0, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                 {entry.name, small, color(Token::Ink2)});
        x += kMark + textWidth(entry.name, small) + kApart;
    }
    drawText(painter, QRectF(x, row.top(), 0, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
             {more, small, color(Token::Ink3)});
    return begin;
}

double Frame::gutterWords() const {
    constexpr double kMark = 18;
    constexpr double kApart = 6;
    double width = 0;
    for (const auto& track : m_chart.tracks) {
        if (!track->takesTint())
            continue; // its names are cut, because the name of a field can be long
        width = std::max({width, textWidth(track->title, font(TextStyle::Heading)),
                          textWidth(track->detail, font(TextStyle::Small))});
        for (const LegendEntry& entry : track->legend())
            width = std::max(width, kMark + textWidth(entry.name, font(TextStyle::Small)));
    }
    return width + kApart;
}

/// The first track's unit may be in the row of the brush's label bars if it ends before the plot.
bool Frame::isUnitBesideBars(const Track& track) const {
    return m_chart.brush.mode() != Chart::Brush::None &&
           kSide + textWidth(track.unit, font(TextStyle::Nav)) + 4 <= m_chart.leftLabels();
}

void Frame::paintGutter(QCPPainter& painter, const Track& track) {
    const double width = track.box().left() - kSide - track.labelWidth() - 14;
    QRectF row(kSide, track.box().top() - track.topRoom() - 2, width, lineHeight(TextStyle::Heading));
    if (&track == m_chart.tracks.front().get())
        row.moveTop(std::max(8.0, track.box().top() - 8 - kBrushBar));
    const auto write = [&](const QString& text, TextStyle style, Token ink, double indent = 0) {
        const QFont used = font(style);
        // The title above the axis' labels may extend over them, up to the unit.
        const double above =
            track.unit.isEmpty() ? track.box().left() - kSide - 4 : std::max(width, m_chart.gutter - 4.0);
        const double room = row.bottom() <= track.box().top() ? above : width;
        drawText(painter, row.adjusted(indent, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                 {elidedText(QFontMetricsF(used), text, Qt::ElideMiddle, room - indent), used, color(ink)});
        row.translate(0, row.height() + 1);
    };
    write(track.title, TextStyle::Heading, Token::Ink);
    if (!track.takesTint())
        return; // its detail is above its columns
    if (!track.detail.isEmpty())
        write(track.detail, TextStyle::Small, Token::Ink2);
    for (const LegendEntry& entry : track.legend()) {
        if (row.bottom() > track.box().bottom() + 8)
            return; // no room: the labels at the lines' ends name the series
        drawLegendMark(painter, {row.left(), row.center().y()}, entry);
        write(entry.name, TextStyle::Small, Token::Ink2, 18);
    }
}

void Frame::paintLabels(QCPPainter& painter) {
    const Track& track = *m_chart.tracks.back();
    const QCPAxis& axis = *track.xAxis();
    const QRectF box = track.box();
    double top = box.bottom() + kTickRoom + 1;
    const double height = lineHeight(TextStyle::Nav);
    if (!m_failed && (m_chart.axis.isKnown() || m_chart.logarithmicX)) {
        const QVector<double> ticks = axis.tickVector();
        const QFont mono = font(TextStyle::Tick);
        const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 60000;
        double last = -1e9;
        for (const double tick : ticks) {
            if (tick < axis.range().lower || tick > axis.range().upper)
                continue;
            const QString text = m_chart.axis.kind() == XAxis::Time
                                     ? timeTickText(tick, step, m_chart.axis.zone())
                                     : tickText(tick);
            const double width = textWidth(text, mono);
            const double left = std::min(track.toPixelX(tick) - width / 2, m_chart.q.width() - width - 2);
            if (left < last + 6)
                continue;
            drawText(painter, QRectF(left, top, width, height), Qt::AlignLeft | Qt::AlignVCenter,
                     {text, mono, color(Token::Ink3)});
            last = left + width;
        }
        if (m_chart.axis.kind() == XAxis::Time && step < 86'400'000)
            paintDates(painter, axis, ticks, top + height);
    }
    top += height + (m_chart.axis.kind() == XAxis::Time ? height : 0) + 2;
    paintFoot(painter, box.left(), top, height);
}

/// Writes the date under the first tick and under the first tick of each further day.
void Frame::paintDates(QCPPainter& painter, const QCPAxis& axis, const QVector<double>& ticks, double top) {
    const QFont bold = font(TextStyle::NavStrong);
    QString last;
    double end = -1e9;
    for (const double tick : ticks) {
        if (tick < axis.range().lower || tick > axis.range().upper)
            continue;
        const QString date = dateText(tick, m_chart.axis.zone());
        if (date == last)
            continue;
        last = date;
        const double width = textWidth(date, bold);
        const double left =
            std::clamp(axis.coordToPixel(tick) - width / 2, 4.0, m_chart.q.width() - width - 2);
        if (left < end + 8)
            continue;
        drawText(painter, QRectF(left, top, width, lineHeight(TextStyle::Nav)),
                 Qt::AlignLeft | Qt::AlignVCenter, {date, bold, color(Token::Ink)});
        end = left + width;
    }
}

void Frame::paintMessage(QCPPainter& painter) {
    const QRectF stage = m_chart.stage();
    const double line = lineHeight(TextStyle::Body) + 2;
    QRectF row(stage.left(), stage.center().y() - line / 2, stage.width(), line);
    if (m_failed) {
        row.translate(0, -line);
        drawText(painter, row, Qt::AlignCenter, {m_what, font(TextStyle::Strong), color(Token::Error)}, true);
        row.translate(0, line);
        drawText(painter, row, Qt::AlignCenter, {m_where, font(TextStyle::Small), color(Token::Ink2)}, true);
    } else if (!m_chart.hasData() && !emptyText.isEmpty()) {
        drawText(painter, row, Qt::AlignCenter, {emptyText, font(TextStyle::Small), color(Token::Ink2)},
                 true);
    }
}

void Frame::paintFocus(QCPPainter& painter) {
    if (!m_chart.input.hasRing() || !m_chart.q.hasFocus())
        return;
    painter.setAntialiasing(false);
    painter.setBrush(Qt::NoBrush);
    QPen pen(color(Token::Accent), 2);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(QRectF(m_chart.q.rect()).adjusted(1, 1, -1, -1));
}

} // namespace driftwood::ui
