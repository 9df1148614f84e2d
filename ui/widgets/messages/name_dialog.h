#pragma once

#include <QDialog>

class QLineEdit;

namespace driftwood::ui {

/// Asks for a new name of a run or a monitor. An empty name cannot be accepted unless `whenEmpty` states
/// which name is used then.
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
