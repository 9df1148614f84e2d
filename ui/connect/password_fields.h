#pragma once

#include <QObject>
#include <QString>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QWidget;

namespace driftwood::ui {

/// The form rows that state where a login's password is: typed here and stored in the keychain, typed here
/// and asked for each time, or named as env:NAME, file:/path or keychain:NAME. A typed password is never part
/// of a profile.
class PasswordFields : public QObject {
    Q_OBJECT

  public:
    enum class Way : unsigned char { Keychain, Ask, Elsewhere };
    /// How the rows are called.
    struct Labels {
        QString way;
        QString typed;
        QString source;
        QString wayInFull; ///< for screen readers
    };

    /// The fields for the log-in to the brokers.
    explicit PasswordFields(QFormLayout& form, QObject* parent = nullptr);
    PasswordFields(QFormLayout& form, const Labels& labels, QObject* parent = nullptr);

    void setSource(const QString& source);
    void setWay(Way way);
    [[nodiscard]] Way way() const;
    /// The value for ConnectionProfile::passwordSource of a connection with this name.
    [[nodiscard]] QString source(const QString& connection) const;
    [[nodiscard]] QString typed() const; ///< empty: nothing was typed
    /// Describes what is missing, as a sentence; `field` is set to the field concerned.
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
    QString m_kept; ///< the source at the start, if its password is already in the keychain
    bool m_needed = true;
};

} // namespace driftwood::ui
