#pragma once

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
    void setPosition(std::optional<TimestampMs> time);

  Q_SIGNALS:
    void timeChosen(driftwood::TimestampMs time);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void showTimeline();

    session::TopicTimeline m_timeline;
    TopicName m_topic;
    std::optional<TimestampMs> m_scannedFrom;
    std::optional<TimestampMs> m_scannedTo;
    DensityStrip* m_strip;
};

} // namespace driftwood::ui
