#pragma once

#include "session/app_context.h"
#include "session/dataset_job.h"
#include "session/field_means.h"
#include "session/range_inspector.h"
#include "session/range_selection.h"
#include "session/topic_timeline.h"
#include "ui/browse/dataset_dialog.h"
#include "ui/browse/select_view.h"
#include "ui/charts/chart_types.h"

#include <QPointer>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace driftwood::ui {

class EmptyState;
class ErrorCard;
class LabelledCombo;
class RangesPanel;
class SegmentedControl;
class StatisticsPanel;
class TimelineChart;

/// What the view is made of: it looks nothing up itself, it brings what four sessions know onto the screen
/// and what a person does back to them.
class SelectView::Private : public QObject {
    Q_OBJECT

  public:
    Private(SelectView* view, const PageContext& pageContext);

    void setTopic(const TopicName& topic);
    void setRanges(const broker::TopicRanges& ranges, const QString& baseModel);
    void setBaseModel(const QString& id);
    bool stopWhatRuns();
    [[nodiscard]] QStringList statusFacts() const;

    // Building, once.
    QWidget* makeBar();
    QWidget* makeChart();
    QWidget* makePanels();
    void makeActions();
    void connectSessions();

    // The chart.
    void showTimeline();
    void showRanges();
    void showMeans();
    void takeBrush();
    /// What a range's label in the chart says it has: what the table says once its offsets are looked up,
    /// before that what the buckets below it add up to.
    [[nodiscard]] QString recordsText(const Interval& span) const;
    void addRange();
    void showFirstRange();
    void chooseSpan(browsing::TimelineSpan span);
    void chooseOverlay();
    void fillOverlays();
    void setStacked(bool stacked);

    // The ranges.
    void inspect();
    void showStatistics();
    void showState();
    void showLife();
    [[nodiscard]] QStringList readableNames() const;
    [[nodiscard]] QString whyEmpty() const;
    [[nodiscard]] QString strayNote() const;
    void typeOffsets(const QString& name);
    void mendProblem();
    [[nodiscard]] broker::TopicRanges expired() const; ///< what retention has taken of the topic
    [[nodiscard]] QStringList names() const;           ///< of ranges that are not excluded, in order

    // What becomes of them.
    void openManifest();
    void createDataset();
    void askForDataset(const Error* refusal); ///< null: nothing was refused
    void startJob(const dataset::DatasetRequest& request);
    void jobEnded(const session::DatasetJob& ended);
    [[nodiscard]] session::DatasetJob* runningJob() const; ///< null when none runs

    SelectView* q;
    PageContext context;
    session::TopicTimeline timeline;
    session::RangeSelection selection;
    session::RangeInspector inspector;
    session::FieldMeans means;
    QPointer<session::DatasetJob> job;
    /// In the dialog of the last data set, until one is made: what was refused is mended, not typed again.
    std::optional<DatasetDialog::Typed> typed;
    tasks::PendingQuery reading; ///< a manifest's file
    QString baseModelId;
    TopicName topic;
    browsing::TimelineGrid overlayGrid; ///< whose buckets the overlay's means are of
    bool rangesExpired = false;
    bool bringIntoView = false; ///< ranges came from elsewhere and their times are not known yet
    bool layoutChosen = false;  ///< a person chose stacked or not; until then the width does

    QAction* openAction = nullptr;
    QAction* createAction = nullptr;
    SegmentedControl* spans = nullptr;
    SegmentedControl* layout = nullptr;
    QCheckBox* snap = nullptr;
    LabelledCombo* overlay = nullptr;
    QLabel* bucket = nullptr;
    QPushButton* add = nullptr;
    QPushButton* exclude = nullptr;
    TimelineChart* chart = nullptr;
    RangesPanel* ranges = nullptr;
    StatisticsPanel* statistics = nullptr;
};

} // namespace driftwood::ui
