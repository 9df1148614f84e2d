#pragma once

#include "ui/widgets/text/rich_text.h"

#include <QStackedWidget>

namespace driftwood::tasks {
class Job;
}

namespace driftwood::ui {

class EmptyState;
class ErrorCard;
class StageProgress;

/// A view with contents made by a job: shows what comes before, the progress, the failure or the contents.
class JobStack : public QStackedWidget {
    Q_OBJECT

  public:
    JobStack(const QString& iconName, const QString& title, QWidget* content, QWidget* parent = nullptr);

    /// The text before the job: `sentence` says how the contents are made, `action` labels the button that
    /// does it.
    void setUnmade(const RichText& sentence, const QString& action);
    /// Shows the contents if `isMade`; otherwise the progress or failure of `job`; otherwise the text before
    /// the job.
    void show(bool isMade, const tasks::Job* job);

  Q_SIGNALS:
    void startRequested();
    void stopRequested();

  private:
    QWidget* m_content;
    EmptyState* m_empty;
    StageProgress* m_progress;
    ErrorCard* m_error;
};

/// Shows title, figures, remaining time and share of a running job.
void showProgress(StageProgress& progress, const tasks::Job& job);

} // namespace driftwood::ui
