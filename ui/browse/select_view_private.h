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

/// The implementation of the view. It looks nothing up itself: it shows what four sessions know and passes
/// the user's actions to them.
class SelectView::Private : public QObject {
    Q_OBJECT

  public:
    Private(SelectView* view, const PageContext& pageContext);

    void setTopic(const TopicName& topic);
    void setRanges(const broker::TopicRanges& ranges, const QString& baseModel);
    void setBaseModel(const QString& id);
    bool stopWhatRuns();
    [[nodiscard]] QStringList statusFacts() const;

    // Construction.
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
    /// The record count in a range's label in the chart: the table's figure once the offsets are looked up,
    /// before that the sum of the buckets below.
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
    [[nodiscard]] broker::TopicRanges expired() const; ///< offsets removed by retention
    [[nodiscard]] QStringList names() const;           ///< of the ranges that are not excluded, in order

    // Using the ranges.
    void openManifest();
    void createDataset();
    void askForDataset(const Error* refusal); ///< null: nothing was refused
    void startJob(const dataset::DatasetRequest& request);
    void jobEnded(const session::DatasetJob& ended);
    [[nodiscard]] session::DatasetJob* runningJob() const; ///< null if none is running

    SelectView* q;
    PageContext context;
    session::TopicTimeline timeline;
    session::RangeSelection selection;
    session::RangeInspector inspector;
    session::FieldMeans means;
    QPointer<session::DatasetJob> job;
    /// The contents of the last dialog, kept until a data set was created, so that the user can correct a
    /// refused request instead of typing it again.
    std::optional<DatasetDialog::Typed> typed;
    tasks::PendingQuery reading; ///< reads a manifest's file
    QString baseModelId;
    TopicName topic;
    browsing::TimelineGrid overlayGrid; ///< the buckets that the overlay's means belong to
    bool rangesExpired = false;
    bool bringIntoView = false; ///< ranges came from another page and their times are not known yet
    bool layoutChosen = false;  ///< the user chose stacked or lanes; until then the width decides

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
