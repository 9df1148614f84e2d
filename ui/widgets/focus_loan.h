#pragma once

#include <QPointer>
#include <QWidget>

namespace driftwood::ui {

/// A button that is disabled while it works hands the keyboard to the next widget, often to Cancel: the next
/// key would throw away what was typed. This gives it back, unless a person went elsewhere meanwhile.
class FocusLoan {
  public:
    void setEnabled(QWidget& widget, bool enabled);

  private:
    QPointer<QWidget> m_owner;
    QPointer<QWidget> m_holder;
};

} // namespace driftwood::ui
