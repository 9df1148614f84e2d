#pragma once

#include <QWidget>

class QLabel;

namespace driftwood::ui {

/// A control with its name above and, if its value is invalid, the reason below.
class FormField : public QWidget {
    Q_OBJECT

  public:
    /// Takes ownership of the control; `name` becomes its accessible name. `hint` stands in grey below while
    /// the value is valid; without one there is no line.
    FormField(const QString& name, QWidget* control, const QString& hint = {}, QWidget* parent = nullptr);

    void setProblem(const QString& sentence); ///< empty: none
    void setHint(const QString& hint);
    /// Height of the name, which may have several lines.
    [[nodiscard]] int nameHeight() const;
    void setLeastNameHeight(int pixels);
    [[nodiscard]] QWidget* control() const { return m_control; }

  private:
    void showLine();

    QWidget* m_control;
    QLabel* m_name;
    QLabel* m_line;
    QString m_hint;
    QString m_problem;
};

} // namespace driftwood::ui
