#pragma once

#include <QDialog>
#include <QString>

class QLineEdit;

namespace driftwood::ui {

/// Asks for a password that is typed each time.
class PasswordDialog : public QDialog {
    Q_OBJECT

  public:
    /// The purpose of the password: "Password for staging", "User me".
    struct Question {
        QString title;
        QString user;
    };
    explicit PasswordDialog(const Question& question, QWidget* parent = nullptr);

    [[nodiscard]] QString password() const;

  private:
    QLineEdit* m_password;
};

} // namespace driftwood::ui
