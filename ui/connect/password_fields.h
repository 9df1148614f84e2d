#pragma once

#include <QObject>
#include <QString>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QWidget;

namespace driftwood::ui {

/// The rows of a form that say where a log-in's password is: typed here and put into the keychain, typed here
/// and asked for each time, or named as env:NAME, file:/path or keychain:NAME. A typed password is never part
/// of a profile.
class PasswordFields : public QObject {
    Q_OBJECT

  public:
    enum class Way : unsigned char { Keychain, Ask, Elsewhere };

    explicit PasswordFields(QFormLayout& form, QObject* parent = nullptr);

    void setSource(const QString& source);
    void setWay(Way way);
    [[nodiscard]] Way way() const;
    /// As ConnectionProfile::passwordSource has it, for a connection of this name.
    [[nodiscard]] QString source(const QString& connection) const;
    [[nodiscard]] QString typed() const; ///< empty: nothing was typed
    /// What is missing, as a sentence; the field it is about is `field`.
    [[nodiscard]] QString problem(QWidget*& field) const;
    void setNeeded(bool needed); ///< whether this security has a password at all

  Q_SIGNALS:
    void edited();

  private:
    void showNeeded();

    QFormLayout& m_form;
    QComboBox* m_way;
    QLineEdit* m_typed;
    QLineEdit* m_source;
    QString m_kept; ///< the source the form began with, where the keychain has it already
    bool m_needed = true;
};

} // namespace driftwood::ui
