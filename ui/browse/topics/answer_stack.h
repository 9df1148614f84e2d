#pragma once

#include "base/error.h"

#include <QStackedWidget>
#include <QTimer>
#include <optional>

namespace driftwood::ui {

class EmptyState;
class ErrorCard;

/// Shows the contents that a broker was asked for, or why they are missing. The waiting text appears only
/// after 300 ms, so that quick answers do not flicker.
class AnswerStack : public QStackedWidget {
    Q_OBJECT

  public:
    /// `iconName` and `waiting` ("Asking for the groups") are shown while there are no contents.
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
    QWidget* m_blank; ///< shown during the first 300 ms
    EmptyState* m_empty;
    QWidget* m_failed;
    ErrorCard* m_error;
    QTimer m_patience;
};

} // namespace driftwood::ui
