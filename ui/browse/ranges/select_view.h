#pragma once

#include "session/app_context.h"
#include "session/range_inspector.h"
#include "session/range_selection.h"
#include "ui/page/page.h"

class QSplitter;

namespace driftwood::ui {

class DatasetMaking;
class ManifestFiles;
class RangesPanel;
class RangeTimeline;
class StatisticsPanel;

/// The Timeline of a topic: its records per time bucket, ranges brushed on them, what they hold and what
/// reading them costs. A view inside the Browse page, which shows its actions in the header while this tab is
/// in front.
class SelectView : public QWidget {
    Q_OBJECT

  public:
    explicit SelectView(const PageContext& context, QWidget* parent = nullptr);
    ~SelectView() override;

    /// Another topic starts without ranges; the same topic changes nothing. An empty name shows none.
    void setTopic(const TopicName& topic);
    [[nodiscard]] const TopicName& topic() const { return m_topic; }
    /// Shows the ranges' topic with these ranges as A and nothing else brushed (empty ones change nothing of
    /// what is); with a base model the data set made of them leads on to training that model again.
    void setRanges(const broker::TopicRanges& ranges, const QString& baseModelId = {});

    /// Actions for the page's header, left to right; the last is the primary one.
    [[nodiscard]] QList<QAction*> headerActions() const;
    /// Texts for the page's status bar: "timeline 96 buckets × 6 partitions in 38 ms".
    [[nodiscard]] QStringList statusFacts() const;
    /// F5: looks up again when records were written, and reads the statistics that failed.
    void refresh();
    /// Esc: stops a look-up or a read; false: nothing was running.
    bool stopWhatRuns();

  Q_SIGNALS:
    void headerChanged(); ///< an action's text changed, or whether it is enabled
    void statusChanged();
    void linkActivated(const driftwood::ui::Link& link);
    void noticed(const driftwood::ui::Notice& notice);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* makePanels();
    void fitPanels();
    void makeActions();
    void connectParts();
    void setBaseModel(const QString& id);
    void inspect();
    void showStatistics();
    void showState();
    void typeOffsets(const QString& name);
    void mendProblem();
    [[nodiscard]] QStringList readableNames() const;
    [[nodiscard]] broker::TopicRanges expired() const; ///< offsets of the topic that retention has deleted
    [[nodiscard]] QStringList names() const;           ///< of the ranges that are not excluded, in order

    PageContext m_context;
    session::RangeSelection m_selection;
    session::RangeInspector m_inspector;
    TopicName m_topic;
    bool m_rangesExpired = false;

    RangeTimeline* m_timeline;
    QSplitter* m_panels = nullptr;
    DatasetMaking* m_making;
    ManifestFiles* m_files;
    QAction* m_open = nullptr;
    QAction* m_create = nullptr;
    RangesPanel* m_ranges = nullptr;
    StatisticsPanel* m_statistics = nullptr;
};

} // namespace driftwood::ui
