#pragma once

#include <QPointer>
#include <QWidget>

namespace driftwood::ui {

/// A button that is disabled while its work runs loses the focus to the next widget, often Cancel, and the
/// next key press would discard what was typed. This class gives the focus back, unless the user has moved it
/// meanwhile.
class FocusLoan {
  public:
    void setEnabled(QWidget& widget, bool enabled);

  private:
    QPointer<QWidget> m_owner;
    QPointer<QWidget> m_holder;
};

} // namespace driftwood::ui
