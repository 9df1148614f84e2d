#pragma once

#include "ui/widgets/rich_text.h"

#include <QStackedWidget>

namespace driftwood::tasks {
class Job;
}

namespace driftwood::ui {

class EmptyState;
class ErrorCard;
class StageProgress;

/// A view whose content a job makes: what is there before, how far it is, why it failed, or the content.
class JobStack : public QStackedWidget {
    Q_OBJECT

  public:
    JobStack(const QString& iconName, const QString& title, QWidget* content, QWidget* parent = nullptr);

    /// What there is before: `sentence` says how the content comes, `action` is the button that makes it.
    void setUnmade(const RichText& sentence, const QString& action);
    /// The content where it `isMade`; else what `job` is at, or failed by; else how it comes.
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

/// Title, figures, time left and share of a job that is under way.
void showProgress(StageProgress& progress, const tasks::Job& job);

} // namespace driftwood::ui
