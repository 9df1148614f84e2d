#pragma once

#include "broker/profile/connection_profile.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace driftwood::ui {

class PasswordFields;
class RegistryFields;

/// The fields of a connection profile. Shows only the fields that the chosen security needs.
class ConnectionForm : public QWidget {
    Q_OBJECT

  public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    void setProfile(const broker::ConnectionProfile& profile);
    /// The profile as filled in; see problem().
    [[nodiscard]] broker::ConnectionProfile profile() const;
    [[nodiscard]] const PasswordFields& password() const { return *m_password; }
    [[nodiscard]] PasswordFields& password() { return *m_password; }
    [[nodiscard]] RegistryFields& registry() { return *m_registry; }
    /// Describes what is missing or wrong, as a sentence, and moves the focus to that field; empty if the
    /// connection can be tested.
    [[nodiscard]] QString problem();

  Q_SIGNALS:
    void edited();

  private:
    QPlainTextEdit* addLines(const QString& label, const QString& hint);
    QLineEdit* addLine(const QString& label, const QString& hint, bool mono);
    void showNeeded();
    QString wrong(QWidget* field, const QString& sentence);

    QFormLayout* m_form;
    QLineEdit* m_name;
    QLineEdit* m_servers;
    QComboBox* m_label;
    QComboBox* m_security;
    QComboBox* m_mechanism;
    QLineEdit* m_user;
    PasswordFields* m_password;
    RegistryFields* m_registry;
    QLineEdit* m_ca;
    QLineEdit* m_certificate;
    QLineEdit* m_key;
    QPlainTextEdit* m_masks;
    std::string m_salt; ///< of the masks, which keep it when they are changed
    QPlainTextEdit* m_extra;
};

} // namespace driftwood::ui
