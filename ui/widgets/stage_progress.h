#pragma once

#include "ui/widgets/rich_text.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace driftwood::ui {

class RichLine;

/// Something that takes time: what it does, its figures, what is left, a bar of 4 px, and a way to stop it.
class StageProgress : public QWidget {
    Q_OBJECT

  public:
    explicit StageProgress(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setFigures(const RichText& figures);
    /// "0.7 s left"
    void setLeft(const RichText& left);
    /// 0 to 1; a negative or NaN share: how much is not known, the bar moves.
    void setShare(double share);
    void setStoppable(bool stoppable);
    /// After Stop was pressed: the button says so until the work has ended.
    void setStopping(bool stopping);
    [[nodiscard]] QPushButton* stopButton() const { return m_stop; }

  Q_SIGNALS:
    void stopRequested();

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void sweep();

    QLabel* m_title;
    RichLine* m_figures;
    RichLine* m_left;
    QProgressBar* m_bar;
    QPushButton* m_stop;
    QTimer m_sweep; ///< moves the bar while it is not known how much there is
};

} // namespace driftwood::ui
