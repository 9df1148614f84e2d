#include "ui/browse/topic_density.h"

#include "session/app_context.h"
#include "ui/charts/density_strip.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text_label.h"

#include <QVBoxLayout>

namespace driftwood::ui {

using browsing::TimelineSpan;

TopicDensity::TopicDensity(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_timeline(context.app.background, context.app.connection)
    , m_strip(new DensityStrip) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* strip = new QVBoxLayout;
    strip->setContentsMargins(metrics::kGap12, metrics::kGap4, metrics::kGap12, 0);
    strip->addWidget(m_strip);
    column->addLayout(strip);
    column->addWidget(horizontalLine());
    connect(&m_timeline, &session::TopicTimeline::changed, this, &TopicDensity::showTimeline);
    connect(m_strip, &DensityStrip::activated, this,
            [this](double time) { Q_EMIT timeChosen(TimestampMs(static_cast<std::int64_t>(time))); });
    const auto takeZone = [this, &preferences = context.preferences] {
        m_strip->setTimeZone(preferences.zone());
    };
    connect(&context.preferences, &Preferences::changed, this, takeZone);
    takeZone();
}

void TopicDensity::setTopic(const TopicName& topic) {
    m_topic = topic;
    m_scannedFrom.reset();
    m_scannedTo.reset();
    m_strip->setPosition(std::nullopt);
    m_strip->setBuckets({});
    m_strip->setScanned(std::nullopt);
    if (isVisible())
        m_timeline.show(m_topic, TimelineSpan::All);
}

void TopicDensity::setPosition(std::optional<TimestampMs> time) {
    m_strip->setPosition(time ? std::optional(static_cast<double>(time->value)) : std::nullopt);
}

void TopicDensity::setScanned(std::optional<TimestampMs> from, std::optional<TimestampMs> to) {
    m_scannedFrom = from;
    m_scannedTo = to;
    if (!from || !m_timeline.ready())
        return m_strip->setScanned(std::nullopt);
    const TimestampMs end = to.value_or(m_timeline.grid().end());
    m_strip->setScanned(Interval{static_cast<double>(std::min(*from, end).value),
                                 static_cast<double>(std::max(*from, end).value)});
}

void TopicDensity::showTimeline() {
    if (!m_timeline.ready() || m_timeline.topic() != m_topic)
        return;
    const browsing::TimelineGrid& grid = m_timeline.grid();
    m_strip->setBuckets({.begin = static_cast<double>(grid.begin.value),
                         .width = static_cast<double>(grid.widthMs),
                         .counts = m_timeline.counts().counts,
                         .names = {}});
    setScanned(m_scannedFrom, m_scannedTo);
}

void TopicDensity::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_timeline.topic() != m_topic)
        m_timeline.show(m_topic, TimelineSpan::All);
    m_timeline.setShown(true);
}

void TopicDensity::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_timeline.setShown(false);
}

} // namespace driftwood::ui
