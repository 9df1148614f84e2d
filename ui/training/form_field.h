#pragma once

#include <QWidget>

class QLabel;

namespace driftwood::ui {

/// A control with its name above and, where what it holds cannot stay, the reason below.
class FormField : public QWidget {
    Q_OBJECT

  public:
    /// Takes the control; `name` becomes its accessible name. `hint` stands in grey below while nothing is
    /// wrong; empty: no line.
    FormField(const QString& name, QWidget* control, const QString& hint = {}, QWidget* parent = nullptr);

    void setProblem(const QString& sentence); ///< empty: none
    void setHint(const QString& hint);
    /// Of the name's lines in the width it has.
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
