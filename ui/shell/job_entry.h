#pragma once

#include "tasks/job.h"

#include <QAbstractButton>

namespace driftwood::ui {

/// One job in the status bar: dot, title, 4 px of progress, figure, time left. A click opens what it works
/// on; its menu can stop it. Where it is narrow, the progress goes first, then the title is elided; the
/// figure is always whole.
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
    [[nodiscard]] int widthBesideTitle() const; ///< of dot, figure and gaps, without the progress
    [[nodiscard]] double share() const;         ///< negative: unknown

    tasks::Job& m_job;
};

} // namespace driftwood::ui
