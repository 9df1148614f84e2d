#pragma once

#include "base/error.h"

#include <QFrame>

class QPushButton;

namespace driftwood::ui {

class RichLine;

/// An error shown in place of the contents: what happened, where, what to do, a button that does it, and the
/// details to copy.
class ErrorCard : public QFrame {
    Q_OBJECT

  public:
    explicit ErrorCard(QWidget* parent = nullptr);

    /// Shows the card. `action` is the button's text; empty: no button.
    void setError(const Error& error, const QString& action = {});
    [[nodiscard]] const Error& error() const { return m_error; }
    [[nodiscard]] QPushButton* actionButton() const { return m_action; }

  Q_SIGNALS:
    void actionTriggered();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Error m_error;
    RichLine* m_what;
    RichLine* m_where;
    RichLine* m_hint;
    QPushButton* m_action;
    QPushButton* m_copy;
};

/// The error as a line of plain text: "what (where). hint", beginning with a capital letter.
[[nodiscard]] QString errorText(const Error& error);
/// Several lines for the clipboard.
[[nodiscard]] QString errorDetails(const Error& error);

} // namespace driftwood::ui
