#pragma once

#include "session/app_context.h"
#include "session/field_means.h"
#include "session/range_inspector.h"
#include "session/range_selection.h"
#include "session/topic_timeline.h"
#include "ui/charts/chart_types.h"
#include "ui/page/page.h"

class QCheckBox;
class QLabel;
class QPushButton;

namespace driftwood::ui {

class Bar;
class LabelledCombo;
class SegmentedControl;
class TimelineChart;

/// The timeline of a topic: a chart of its records per time bucket and the bar above it. Draws the ranges of
/// a selection as brushes and writes into the selection what is brushed.
class RangeTimeline : public QObject {
    Q_OBJECT

  public:
    /// `inspector` knows the topic's fields. Bar and chart are children of `parent`, which places them.
    RangeTimeline(const PageContext& context, session::RangeSelection& selection,
                  const session::RangeInspector& inspector, QWidget* parent);

    [[nodiscard]] QWidget* bar() const;
    [[nodiscard]] QWidget* chart() const;
    [[nodiscard]] const session::TopicTimeline& timeline() const { return m_timeline; }

    void setTopic(const TopicName& topic);
    /// Looks the timeline up only while it is shown.
    void setShown(bool shown) { m_timeline.setShown(shown); }
    void refresh() { m_timeline.retry(); }
    /// Stops a look-up under way; false when there was none.
    bool stop();
    /// Gives each partition a row of its own where the width allows, unless the user has chosen a layout.
    void fitWidth(int width);
    /// Brings the first range into view once its times are known.
    void bringIntoView() { m_bringIntoView = true; }
    /// Draws the mean of a numeric field over the records.
    void showMeanOf(const QString& path);
    /// The range that the bar's buttons act on; empty for none.
    void setCurrentRange(const QString& name);

  Q_SIGNALS:
    void changed(); ///< the timeline was looked up, in part or whole
    void rangeChosen(const QString& name);

  private:
    void makeBar(QWidget* parent);
    void makeChart(QWidget* parent);
    void chooseSpan(browsing::TimelineSpan span);
    void setStacked(bool stacked);
    void showTimeline();
    void showLife();
    void showRanges();
    void showFirstRange();
    void showMeans();
    void fillOverlays();
    void chooseOverlay();
    void takeBrush();
    void addRange();
    /// The number of records in a range for its label in the chart: that of the ranges' table once its
    /// offsets are looked up, before that the sum of the buckets.
    [[nodiscard]] QString recordsText(const Interval& span) const;
    [[nodiscard]] QString whyEmpty() const;
    [[nodiscard]] QString strayNote() const;

    PageContext m_context;
    session::RangeSelection& m_selection;
    const session::RangeInspector& m_inspector;
    session::TopicTimeline m_timeline;
    session::FieldMeans m_means;
    TopicName m_topic;
    QString m_current;
    browsing::TimelineGrid m_overlayGrid; ///< the grid of the overlay's means
    bool m_bringIntoView = false;
    bool m_layoutChosen = false;

    Bar* m_bar = nullptr;
    SegmentedControl* m_spans = nullptr;
    SegmentedControl* m_layout = nullptr;
    QCheckBox* m_snap = nullptr;
    LabelledCombo* m_overlay = nullptr;
    QLabel* m_bucket = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_exclude = nullptr;
    TimelineChart* m_chart = nullptr;
};

} // namespace driftwood::ui
