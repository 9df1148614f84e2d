#pragma once

#include "browsing/schema_history.h"
#include "session/schema_names.h"
#include "session/topic_timeline.h"
#include "ui/page/page.h"

#include <QWidget>
#include <optional>

namespace driftwood::ui {

class DensityStrip;

/// The whole topic's records over time, above the table of records: shows where in the log one reads, and
/// what was scanned.
class TopicDensity : public QWidget {
    Q_OBJECT

  public:
    explicit TopicDensity(const PageContext& context, QWidget* parent = nullptr);

    /// An empty name shows none. While hidden, this looks nothing up.
    void setTopic(const TopicName& topic);
    /// The time stretch [from, to] that was read; without `to` it lasts until now.
    void setScanned(std::optional<TimestampMs> from, std::optional<TimestampMs> to);
    /// Whether the topic's values name schemas: then the times at which each is first named are looked up.
    void showSchemas(bool shown, session::SchemaNames* names);
    void setPosition(std::optional<TimestampMs> time);

  Q_SIGNALS:
    void timeChosen(driftwood::TimestampMs time);
    /// A schema's stretch of the topic was chosen; without `end` it lasts until now.
    void stretchChosen(driftwood::TimestampMs begin, std::optional<driftwood::TimestampMs> end);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void showTimeline();
    void showStretches();

    session::TopicTimeline m_timeline;
    session::ConnectionSession& m_connection;
    tasks::Background& m_background;
    Preferences& m_preferences;
    TopicName m_topic;
    session::SchemaNames* m_names = nullptr;
    TopicName m_schemasOf; ///< the topic whose schemas these are, or are being looked up
    std::vector<browsing::SchemaSince> m_schemas;
    tasks::PendingQuery m_looking;
    std::optional<TimestampMs> m_scannedFrom;
    std::optional<TimestampMs> m_scannedTo;
    DensityStrip* m_strip;
};

} // namespace driftwood::ui
