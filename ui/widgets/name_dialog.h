#pragma once

#include <QDialog>

class QLineEdit;

namespace driftwood::ui {

/// Asks for another name of something: a run, a monitor. Cannot be accepted with an empty one, unless
/// `whenEmpty` says which name holds then.
class NameDialog : public QDialog {
    Q_OBJECT

  public:
    NameDialog(const QString& title, const QString& name, QWidget* parent = nullptr,
               const QString& whenEmpty = {});

    [[nodiscard]] QString name() const;

  private:
    QLineEdit* m_name;
};

} // namespace driftwood::ui
