#pragma once

#include "base/error.h"

#include <QStackedWidget>
#include <QTimer>
#include <optional>

namespace driftwood::ui {

class EmptyState;
class ErrorCard;

/// What stands in a view whose contents a broker is asked for: the contents, or why they are not there. That
/// the answer is on its way is said after 300 ms only.
class AnswerStack : public QStackedWidget {
    Q_OBJECT

  public:
    /// `iconName` and `waiting` ("Asking for the groups") are for the states without contents.
    AnswerStack(QWidget* contents, const QString& iconName, const QString& waiting,
                QWidget* parent = nullptr);

    void showContents();
    void showWaiting();
    void showEmpty(const QString& title, const QString& sentence);
    void showError(const Error& error);

  Q_SIGNALS:
    void retryRequested();

  private:
    void say(const QString& title, const QString& sentence);
    void turnTo(QWidget* page);

    QString m_waiting;
    bool m_isWaiting = false;
    QWidget* m_blank; ///< while it is too early to say anything
    EmptyState* m_empty;
    QWidget* m_failed;
    ErrorCard* m_error;
    QTimer m_patience;
};

} // namespace driftwood::ui
