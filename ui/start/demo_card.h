#pragma once

#include <QFrame>

class QPushButton;

namespace driftwood::ui {

/// "Try it without a cluster": describes the demo in a sentence and a sketch, with the button that opens it.
class DemoCard : public QFrame {
    Q_OBJECT

  public:
    explicit DemoCard(QWidget* parent = nullptr);

    void setOpening(bool opening);

  Q_SIGNALS:
    void openRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QPushButton* m_open;
};

} // namespace driftwood::ui
