#pragma once

#include "ui/widgets/messages/toast_area.h"

#include <QFrame>
#include <QTimer>

namespace driftwood::ui {

/// One toast on the screen. Its six seconds stop while the pointer or the focus is on it.
class ToastCard : public QFrame {
    Q_OBJECT

  public:
    ToastCard(const Toast& toast, int id, QWidget* parent = nullptr);

    [[nodiscard]] int id() const { return m_id; }
    [[nodiscard]] bool stays() const { return m_kind == MessageKind::Error; }

  Q_SIGNALS:
    void actionTriggered(int id);
    void done(int id);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    [[nodiscard]] QWidget* closeButton();

    int m_id;
    MessageKind m_kind;
    QTimer m_life;
};

} // namespace driftwood::ui
