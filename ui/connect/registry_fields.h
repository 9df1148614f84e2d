#pragma once

#include "broker/profile/registry_access.h"

#include <QObject>
#include <QString>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QWidget;

namespace driftwood::ui {

class ElidedLabel;
class PasswordFields;

/// The form rows of a connection's schema registry, under a line that folds them away and says what is set in
/// them.
class RegistryFields : public QObject {
    Q_OBJECT

  public:
    explicit RegistryFields(QFormLayout& form, QObject* parent = nullptr);

    void setAccess(const broker::RegistryAccess& access);
    /// As filled in, for a connection of this name.
    [[nodiscard]] broker::RegistryAccess access(const std::string& connection) const;
    [[nodiscard]] PasswordFields& secret() const { return *m_secret; }
    /// Describes what is missing or wrong, as a sentence; `field` is set to the field concerned, which is
    /// shown.
    [[nodiscard]] QString problem(QWidget*& field);
    /// Marks the field that a failure of this kind comes from.
    void showFailure(ErrorCode code);
    void unfold();
    [[nodiscard]] QWidget* addressField() const;

  Q_SIGNALS:
    void edited();

  private:
    enum class Login : unsigned char { None, Password, Token };
    QLineEdit* addLine(const QString& label, const QString& name, const QString& hint);
    [[nodiscard]] Login login() const;
    [[nodiscard]] std::vector<std::string> addresses() const;
    void showNeeded();

    QFormLayout& m_form;
    QPushButton* m_fold;
    ElidedLabel* m_summary;
    QLineEdit* m_addresses;
    QComboBox* m_login;
    QLineEdit* m_user;
    PasswordFields* m_secret;
    QLineEdit* m_ca;
    QLineEdit* m_certificate;
    QLineEdit* m_key;
    bool m_folded = true;
};

} // namespace driftwood::ui
