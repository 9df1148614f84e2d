#pragma once

#include "tasks/job.h"

#include <QAbstractButton>

namespace driftwood::ui {

/// One job in the status bar: dot, title, progress 4 px high, figure, remaining time. A click opens its page;
/// its menu can stop it. In a narrow bar the progress is hidden first, then the title is elided; the figure
/// is always complete.
class JobEntry : public QAbstractButton {
    Q_OBJECT

  public:
    JobEntry(tasks::Job& job, QWidget* parent);

    [[nodiscard]] const tasks::Job& job() const { return m_job; }
    [[nodiscard]] QString figure() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void stopRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    void follow();
    [[nodiscard]] int widthBesideTitle() const; ///< width of dot, figure and gaps, without the progress
    [[nodiscard]] double share() const;         ///< negative: unknown

    tasks::Job& m_job;
};

} // namespace driftwood::ui
