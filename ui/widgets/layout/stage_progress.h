#pragma once

#include "ui/widgets/text/rich_text.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace driftwood::ui {

class RichLine;

/// Shows work that takes time: its title, figures, remaining time, a bar of 4 px, and a button to stop it.
class StageProgress : public QWidget {
    Q_OBJECT

  public:
    explicit StageProgress(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setFigures(const RichText& figures);
    /// "0.7 s left"
    void setLeft(const RichText& left);
    /// 0 to 1; a negative or NaN share means unknown, and the bar moves.
    void setShare(double share);
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
    QTimer m_sweep; ///< moves the bar while the share is unknown
};

} // namespace driftwood::ui
