#include "ui/browse/records/topic_density.h"

#include "session/app_context.h"
#include "ui/browse/records/schema_facts.h"
#include "ui/charts/density_strip.h"
#include "ui/format/format.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text/text_label.h"

#include <QVBoxLayout>

namespace driftwood::ui {

using browsing::TimelineSpan;

TopicDensity::TopicDensity(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_timeline(context.app.background, context.app.connection)
    , m_connection(context.app.connection)
    , m_background(context.app.background)
    , m_preferences(context.preferences)
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
    connect(m_strip, &DensityStrip::stretchActivated, this, [this](double begin, double end) {
        const auto at = [](double time) { return TimestampMs(static_cast<std::int64_t>(time)); };
        const bool isLast = end >= static_cast<double>(m_timeline.grid().end().value);
        Q_EMIT stretchChosen(at(begin), isLast ? std::nullopt : std::optional(at(end)));
    });
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
    showSchemas(false, m_names);
    if (isVisible())
        m_timeline.show(m_topic, TimelineSpan::All);
}

void TopicDensity::showSchemas(bool shown, session::SchemaNames* names) {
    if (names != m_names && names != nullptr)
        connect(names, &session::SchemaNames::changed, this, &TopicDensity::showStretches);
    m_names = names;
    const auto connection = m_connection.connection();
    if (!shown || !connection) {
        m_looking.cancel();
        m_schemasOf = {};
        m_schemas.clear();
        return showStretches();
    }
    if (m_schemasOf == m_topic)
        return;
    m_schemasOf = m_topic;
    m_looking = m_background.run<Result<std::vector<browsing::SchemaSince>>>(
        [connection, topic = m_topic](const std::stop_token& stop) {
            return browsing::schemaHistory(*connection, topic, stop);
        },
        [this](Result<std::vector<browsing::SchemaSince>> found) {
            if (found) // without an answer there is no strip; the records say the rest
                m_schemas = std::move(*found);
            showStretches();
        });
}

void TopicDensity::showStretches() {
    QList<DensityStrip::Stretch> stretches;
    for (const browsing::SchemaSince& one : m_schemas) {
        if (one.since.value < 0) // a record without a time
            continue;
        DensityStrip::Stretch stretch{static_cast<double>(one.since.value), tr("no schema"), {}};
        if (!one.key.empty())
            stretch.name = schemaName(one.key, m_topic, m_names);
        stretch.toolTip = tr("since %1, %2")
                              .arg(formatTime(one.since.value, m_preferences.zone()),
                                   formatPosition(one.at.partition.value, one.at.offset.value));
        stretches.append(stretch);
    }
    m_strip->setStretches(stretches);
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
