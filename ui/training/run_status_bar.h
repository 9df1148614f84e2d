#pragma once

#include "ui/training/run_words.h"
#include "ui/widgets/text/rich_text.h"

#include <QFrame>

class QProgressBar;
class QPushButton;

namespace driftwood::ui {

class RichLine;
class Tag;

/// A run's state and the actions on it: "Running  epoch 14 of 40  step 24,617 of 73,760  trained 37 s  1 min
/// 14 s left", Checkpoint, Pause, Stop, or resuming from its checkpoint.
class RunStatusBar : public QFrame {
    Q_OBJECT

  public:
    explicit RunStatusBar(QWidget* parent = nullptr);

    /// `history` of the run; null while it is being read.
    void showRun(const RunInfo& run, const runs::RunHistory* history);
    void pressPause(); ///< for the key that does the same as the button

  Q_SIGNALS:
    void checkpointRequested();
    void pauseRequested();
    void resumeRequested();
    void stopRequested();
    void goOnRequested(); ///< to resume a stopped run from its checkpoint
    void keepBestRequested();

  private:
    void showButtons(const RunInfo& run, const runs::RunHistory* history);
    [[nodiscard]] static RichText liveText(const RunInfo& run, const session::TrainingSession& session);
    [[nodiscard]] static RichText readingText(const Progress& progress);
    static void addBaseline(RichText& text, const RunInfo& run, const runs::RunHistory& history);
    [[nodiscard]] static RichText endedText(const RunInfo& run, const runs::RunHistory* history);

    Tag* m_tag;
    RichLine* m_text;
    QPushButton* m_checkpoint;
    QPushButton* m_pause;
    QPushButton* m_stop;
    QPushButton* m_goOn;
    QPushButton* m_keepBest;
    QProgressBar* m_bar;
    RunState m_state = RunState::Running;
};

} // namespace driftwood::ui
