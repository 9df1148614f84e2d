#pragma once

#include "broker/connection_profile.h"

#include <QDialog>

class QLineEdit;

namespace driftwood::ui {

/// Asks for the password of a connection whose password is typed each time.
class PasswordDialog : public QDialog {
    Q_OBJECT

  public:
    explicit PasswordDialog(const broker::ConnectionProfile& profile, QWidget* parent = nullptr);

    [[nodiscard]] QString password() const;

  private:
    QLineEdit* m_password;
};

} // namespace driftwood::ui
