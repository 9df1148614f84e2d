#pragma once

#include "ui/charts/chart_types.h"
#include "ui/monitor/monitor_book.h"
#include "ui/page/page.h"

#include <QPointer>

class QPushButton;
class QStackedWidget;

namespace driftwood::ui {

class AlarmsHead;
class AlarmsPanel;
class AttachDialog;
class ChallengerPanel;
class DeliveryFacts;
class EmptyState;
class FactsSection;
class FiguresRow;
class LabelledCombo;
class MonitorBanner;
class MonitorList;
class MonitorQuestions;
class SegmentedControl;
class ShownMonitor;
class ThreeColumns;
class TracksView;
class WallWindow;

/// Models on live topics: their predictions, errors or anomaly scores, the drift of their inputs, and the
/// range for retraining.
class MonitorPage : public Page {
    Q_OBJECT

  public:
    explicit MonitorPage(const PageContext& context, QWidget* parent = nullptr);
    ~MonitorPage() override;

    bool open(const Link& link) override;
    [[nodiscard]] bool shows(const Link& link) const override;
    [[nodiscard]] QList<Crumb> crumbs() const override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    [[nodiscard]] QStringList statusFacts() const override;
    void focusFilter() override;
    bool stopWhatRuns() override;
    [[nodiscard]] int footHeight() const override;

  private:
    void build();
    [[nodiscard]] QWidget* buildWork();
    [[nodiscard]] QWidget* buildBar();
    [[nodiscard]] QWidget* buildFacts();
    void buildActions();
    void connectParts();

    AttachDialog* askToAttach(const QString& modelId);
    void showMonitor(qint64 id);
    void showNewest();
    void refreshList();
    void refreshAll();  ///< after a change of monitor, model or state
    void refreshLive(); ///< updates figures, tracks, alarms
    void refreshAlarms();
    void refreshFigures();
    void refreshNotes();
    void refreshActions();
    void fillFields();
    void showField();

    void showSuccessor();
    void notePromotion(const workspace::PromotionRow& promotion);
    void brushAlarm(const drift::Alarm& alarm);
    void followBrushedAlarm();
    void showFieldOf(const drift::Alarm& alarm);
    [[nodiscard]] broker::TopicRanges retrainRanges() const;
    void trainAgain(const broker::TopicRanges& ranges);
    void showRecords(const drift::Alarm& alarm);
    void noteAlarm(qint64 id, const drift::Alarm& alarm);
    void noteEnd(qint64 id, const session::MonitorSession& session);
    void stopOrResume();
    void toggleWall();
    void setPaused(bool paused);

    PageContext m_context;
    MonitorBook* m_book;
    ShownMonitor* m_shown;
    MonitorQuestions* m_questions;
    ThreeColumns* m_columns;
    MonitorList* m_list;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    MonitorBanner* m_banner;
    SegmentedControl* m_span;
    LabelledCombo* m_field;
    QPushButton* m_pause;
    FiguresRow* m_figures;
    TracksView* m_tracks;
    AlarmsHead* m_alarmsHead;
    AlarmsPanel* m_alarms;
    FactsSection* m_rules;
    DeliveryFacts* m_delivery;
    ChallengerPanel* m_challenger;
    QAction* m_wall;
    QAction* m_stopResume;
    QAction* m_trainAgain;
    QPointer<WallWindow> m_wallWindow;
    QTimer m_live;              ///< limits the update rate
    qint64 m_successor = 0;     ///< shown as soon as the workspace contains it; 0: none
    std::string m_brushedAlarm; ///< its id; empty: the user made the brush
    bool m_paused = false;
    qint64 m_scoredWhenPaused = 0;
};

} // namespace driftwood::ui
