#pragma once

#include "ui/page/page.h"
#include "ui/widgets/messages/toast_area.h"

#include <QDateTime>
#include <QDialog>
#include <QHash>
#include <QObject>

namespace driftwood::ui {

/// All messages, including all errors: each appears as a toast, and later in a list with details to copy.
class Messages : public QObject {
    Q_OBJECT

  public:
    struct Entry {
        QDateTime at;
        Notice notice;
    };
    static constexpr int kKept = 200;

    Messages(ToastArea& toasts, QObject* parent);

    /// `seen`: the user can already see the subject, so the message goes only into the list.
    void say(const Notice& notice, bool seen = false);
    /// Takes away the toasts whose state has ended. They stay in the list.
    void closeOver();
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; } ///< newest first
    void showList(QWidget* parent);

  Q_SIGNALS:
    void countChanged(int count);
    void linkActivated(const driftwood::ui::Link& link);

  private:
    void closeToastsOf(const Link& link);

    ToastArea& m_toasts;
    QList<Entry> m_entries;
    QHash<int, Link> m_links; ///< by toast
    QHash<int, std::function<bool()>> m_isOver;
};

/// A message with its place, hint and time, as text for a bug report or a colleague.
[[nodiscard]] QString detailsOf(const Messages::Entry& entry);

} // namespace driftwood::ui
