#include "ui/charts/density_strip.h"

#include "ui/charts/plot/paint.h"
#include "ui/charts/plot/time_text.h"
#include "ui/format/format.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

namespace driftwood::ui {

namespace {

constexpr double kMargin = 12;
constexpr double kBarsHeight = 26;
constexpr double kBandGap = 2;       ///< between the stretches and the bars
constexpr double kBandPadding = 6;   ///< before a stretch's name
constexpr double kLabelPixels = 100; ///< one time label per about this many pixels

} // namespace

DensityStrip::DensityStrip(QWidget* parent)
    : QWidget(parent)
    , m_zone(QTimeZone::utc()) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Density of the topic over time"));
}

void DensityStrip::setBuckets(const Buckets& buckets) {
    m_begin = buckets.begin;
    m_width = buckets.width;
    m_counts.assign(buckets.size(), 0);
    for (const auto& partition : buckets.counts)
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            m_counts[i] += partition[i];
    m_cap = barCap(m_counts);
    describe();
}

void DensityStrip::setScanned(std::optional<Interval> span) {
    m_scanned = span;
    describe();
}

void DensityStrip::setPosition(std::optional<double> time) {
    m_position = time;
    describe();
}

void DensityStrip::setStretches(const QList<Stretch>& stretches) {
    if (stretches == m_stretches)
        return;
    const bool resized = stretches.isEmpty() != m_stretches.isEmpty();
    m_stretches = stretches;
    if (resized)
        updateGeometry();
    describe();
}

double DensityStrip::bandHeight() const {
    return m_stretches.isEmpty() ? 0 : lineHeight(TextStyle::Nav) + kBandGap;
}

double DensityStrip::endOf(int stretch) const {
    return stretch + 1 < m_stretches.size() ? m_stretches[stretch + 1].begin
                                            : m_begin + m_width * static_cast<double>(m_counts.size());
}

int DensityStrip::stretchAt(const QPointF& place) const {
    if (m_stretches.isEmpty() || m_counts.empty() || place.y() >= bars().top())
        return -1;
    const double time = toTime(place.x());
    int at = -1;
    while (at + 1 < m_stretches.size() && m_stretches[at + 1].begin <= time)
        ++at;
    return at;
}

void DensityStrip::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    describe();
}

QString DensityStrip::summary() const {
    if (m_counts.empty())
        return tr("no records");
    const double end = m_begin + m_width * static_cast<double>(m_counts.size());
    QStringList parts{dateText(m_begin, m_zone) + ' ' + clockText(m_begin, m_zone) + QStringLiteral(" – ") +
                      dateText(end, m_zone) + ' ' + clockText(end, m_zone)};
    if (m_scanned)
        parts << tr("scanned %1").arg(spanText(*m_scanned, m_zone));
    for (const Stretch& stretch : m_stretches)
        parts << tr("%1 from %2 %3")
                     .arg(stretch.name, dateText(stretch.begin, m_zone), clockText(stretch.begin, m_zone));
    if (m_cap.cut > 0)
        parts << m_cap.text();
    if (m_pointer)
        parts << tr("at %1").arg(pointerText());
    return parts.join(QStringLiteral(", "));
}

/// "14:30, ≈ 1,234 records"
QString DensityStrip::pointerText() const {
    const auto bucket = static_cast<std::size_t>(std::max(0.0, (*m_pointer - m_begin) / m_width));
    const QString clock = clockText(*m_pointer, m_zone);
    if (m_counts.empty())
        return clock;
    const double count = m_counts[std::min(bucket, m_counts.size() - 1)];
    return tr("%1, %2 records").arg(clock, formatEstimate(static_cast<qint64>(std::llround(count))));
}

QSize DensityStrip::sizeHint() const { return {480, minimumSizeHint().height()}; }

QSize DensityStrip::minimumSizeHint() const {
    return {160, static_cast<int>(kBarsHeight + bandHeight()) + 8 + lineHeight(TextStyle::Nav) + 2};
}

void DensityStrip::describe() {
    setAccessibleDescription(summary());
    update();
}

QRectF DensityStrip::bars() const {
    return {kMargin, 6 + bandHeight(), std::max(1.0, width() - 2 * kMargin), kBarsHeight};
}

double DensityStrip::toPixel(double time) const {
    const double length = m_width * static_cast<double>(std::max<std::size_t>(1, m_counts.size()));
    return bars().left() + (time - m_begin) / length * bars().width();
}

double DensityStrip::toTime(double pixel) const {
    const double length = m_width * static_cast<double>(std::max<std::size_t>(1, m_counts.size()));
    return m_begin + std::clamp((pixel - bars().left()) / bars().width(), 0.0, 1.0) * length;
}

void DensityStrip::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Surface));
    const QRectF box = bars();
    if (m_counts.empty()) {
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), color(Token::Line));
        return;
    }
    paintBars(painter);
    paintStretches(painter);
    painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), color(Token::Control));
    paintScanned(painter);
    for (const auto& [time, token] : {std::pair{m_position, Token::Ink}, std::pair{m_pointer, Token::Ink3}})
        if (time)
            painter.fillRect(QRectF(std::round(toPixel(*time)), box.top() - 3, 1, box.height() + 3),
                             color(token));
    paintTimes(painter);
    if (hasFocus() && m_ring) {
        painter.setPen(QPen(color(Token::Accent), 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void DensityStrip::paintBars(QPainter& painter) const {
    const QRectF box = bars();
    const double highest = std::max(1.0, m_cap.height);
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const double left = std::round(toPixel(m_begin + m_width * static_cast<double>(i)));
        double right = std::round(toPixel(m_begin + m_width * static_cast<double>(i + 1)));
        if (right - left >= 4)
            right -= 1;
        const double tall = std::min(1.0, m_counts[i] / highest) * box.height();
        const QRectF bar(left, box.bottom() - tall, right - left, tall);
        painter.fillRect(bar, partitionColor(3));
        if (m_cap.cuts(m_counts[i]))
            drawBreak(painter, bar);
    }
}

/// Each change is one line through the band and the bars; the newest stretch stands out.
void DensityStrip::paintStretches(QPainter& painter) const {
    const QRectF box = bars();
    const double top = box.top() - bandHeight();
    const double height = lineHeight(TextStyle::Nav);
    for (int i = 0; i < m_stretches.size(); ++i) {
        const double left = std::max(box.left(), std::round(toPixel(m_stretches[i].begin)));
        const double right = std::min(box.right(), std::round(toPixel(endOf(i))));
        const QRectF band(i == 0 ? box.left() : left, top, right - (i == 0 ? box.left() : left), height);
        if (band.width() < 1)
            continue;
        const bool newest = i + 1 == m_stretches.size();
        painter.fillRect(band, color(newest ? Token::AccentSoft : Token::Raised));
        painter.setPen(QPen(color(Token::Line2), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(band.adjusted(0.5, 0.5, -0.5, -0.5));
        const QFont words = ui::font(newest ? TextStyle::NavStrong : TextStyle::Nav);
        const QString name = QFontMetricsF(words).elidedText(m_stretches[i].name, Qt::ElideRight,
                                                             band.width() - 2 * kBandPadding);
        if (name.size() > 1)
            drawText(painter, band.adjusted(kBandPadding, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     {name, words, color(newest ? Token::Ink : Token::Ink2)});
        if (i > 0)
            painter.fillRect(QRectF(left, top, 1, box.bottom() - top), color(Token::Ink));
    }
}

void DensityStrip::paintScanned(QPainter& painter) const {
    if (!m_scanned)
        return;
    const QRectF box = bars();
    const double left = std::max(std::round(toPixel(m_scanned->begin)), box.left());
    const double right = std::min(std::round(toPixel(m_scanned->end)), box.right());
    if (right <= left)
        return;
    painter.fillRect(QRectF(left, box.top(), right - left, box.height()),
                     withAlpha(color(Token::Accent), 0.12));
    for (const double x : {left, right})
        painter.fillRect(QRectF(x, box.top(), 1.5, box.height()), color(Token::Accent));
    const TextRun word{tr("scanned"), ui::font(TextStyle::Nav), color(Token::Accent)};
    const double width = textWidth(word.text, word.font);
    if (left - width - 4 > box.left())
        drawLine(painter, {left - width - 4, box.top() + 10}, {word}, true);
}

/// Paints the date, the times and, at the right, how many bars are cut.
void DensityStrip::paintTimes(QPainter& painter) const {
    const QRectF box = bars();
    const QFont tick = ui::font(TextStyle::Tick);
    const Interval span{m_begin, m_begin + m_width * static_cast<double>(m_counts.size())};
    const double step = timeStep(span.length(), std::max(2, static_cast<int>(box.width() / kLabelPixels)));
    const QRectF row(0, box.bottom() + 3, 0, lineHeight(TextStyle::Nav));
    const auto write = [&](double left, const QString& text, const QFont& font) {
        drawText(painter, row.translated(left, 0), Qt::AlignLeft | Qt::AlignVCenter,
                 {text, font, color(Token::Ink3)});
    };
    const QString date = dateText(span.begin, m_zone);
    write(box.left(), date, tick);
    const double first = box.left() + textWidth(date, tick) + 8;
    double end = box.right();
    if (m_cap.cut > 0) {
        const QFont words = ui::font(TextStyle::Nav);
        const double width = textWidth(m_cap.text(), words);
        write(end - width, m_cap.text(), words);
        end -= width + 8;
    }
    for (const double time : timeTicks(span, step, m_zone)) {
        const QString text = timeTickText(time, step, m_zone);
        const double width = textWidth(text, tick);
        const double left = toPixel(time) - width / 2;
        if (left >= first && left + width <= end)
            write(left, text, tick);
    }
}

void DensityStrip::mousePressEvent(QMouseEvent* event) {
    m_ring = false;
    const int stretch = stretchAt(event->position());
    if (event->button() == Qt::LeftButton && stretch >= 0)
        Q_EMIT stretchActivated(m_stretches[stretch].begin, endOf(stretch));
    else if (event->button() == Qt::LeftButton && !m_counts.empty())
        Q_EMIT activated(toTime(event->position().x()));
}

void DensityStrip::mouseMoveEvent(QMouseEvent* event) {
    m_pointer = toTime(event->position().x());
    const int stretch = stretchAt(event->position());
    setToolTip(stretch >= 0 ? m_stretches[stretch].name + QStringLiteral("\n") + m_stretches[stretch].toolTip
                            : dateText(*m_pointer, m_zone) + ' ' + pointerText());
    describe();
}

void DensityStrip::leaveEvent(QEvent* event) {
    m_pointer.reset();
    describe();
    QWidget::leaveEvent(event);
}

void DensityStrip::keyPressEvent(QKeyEvent* event) {
    const bool left = event->key() == Qt::Key_Left;
    if (m_counts.empty()) {
        QWidget::keyPressEvent(event);
    } else if (left || event->key() == Qt::Key_Right) {
        const double times = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
        const double end = m_begin + m_width * static_cast<double>(m_counts.size());
        const double from = m_pointer.value_or(m_position.value_or(left ? end : m_begin));
        m_pointer = std::clamp(from + (left ? -times : times) * m_width, m_begin, end);
        describe();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_pointer) {
        Q_EMIT activated(*m_pointer);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void DensityStrip::focusInEvent(QFocusEvent* event) {
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

void DensityStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace driftwood::ui
