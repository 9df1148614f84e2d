#pragma once

#include "ui/widgets/text/kinds.h"
#include "ui/widgets/text/rich_text.h"

#include <QWidget>

class QVBoxLayout;

namespace driftwood::ui {

struct Toast {
    MessageKind kind = MessageKind::Info;
    QString title;
    RichText text;
    QString action = {}; ///< its only link, at the right; empty: none
};

/// The corner for short messages: bottom right over its parent, at most three, six seconds each (the time
/// stops while the pointer or the focus is on it); errors stay until they are closed.
class ToastArea : public QWidget {
    Q_OBJECT

  public:
    explicit ToastArea(QWidget* parent);

    /// Returns the toast's number.
    int showToast(const Toast& toast);
    void closeToast(int id);
    [[nodiscard]] int count() const;
    /// Distance from the parent's bottom edge: the status bar's height.
    void setBottomMargin(int margin);

  Q_SIGNALS:
    void actionTriggered(int id);
    void toastClosed(int id);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool event(QEvent* event) override;

  private:
    [[nodiscard]] QList<class ToastCard*> cards() const;
    void place();

    QVBoxLayout* m_column;
    int m_nextId = 1;
    int m_bottomMargin = 0;
};

} // namespace driftwood::ui
