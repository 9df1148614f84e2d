#pragma once

#include "app/workbench/workbench.h"

#include <QPoint>
#include <QString>
#include <QWidget>

class QAbstractButton;

namespace driftwood::tour {

/// The real window and the hands on it: finds what a person would look for by its words, and moves the mouse
/// and the keyboard there. Nothing is called behind the window's back.
class Stage {
  public:
    explicit Stage(workbench::Workbench& workbench)
        : m_workbench(workbench) {}

    [[nodiscard]] workbench::Workbench& workbench() { return m_workbench; }
    [[nodiscard]] session::Desk& desk() { return m_workbench.desk(); }
    [[nodiscard]] ui::MainWindow& window() { return m_workbench.window(); }

    /// The visible button with this text or accessible name, in the dialog that is open, else in the window.
    [[nodiscard]] QAbstractButton* button(const QString& text) const;
    /// The first visible widget whose class has this name ("driftwood::ui::TimelineChart").
    [[nodiscard]] QWidget* widget(const char* className) const;
    [[nodiscard]] QWidget* dialog() const; ///< null: none is open

    void click(QWidget* target);
    void click(QWidget* target, const QPoint& at);
    void drag(QWidget* target, const QPoint& from, const QPoint& to);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    /// Tabs until the control of this accessible name has the keyboard; false: there is none to be reached.
    bool tabTo(const QString& name);
    /// Puts this text in place of what stands in the field; false as for tabTo().
    bool typeInto(const QString& name, const QString& text);

    /// Runs the event loop until the condition holds; false when patience ran out.
    [[nodiscard]] static bool waitFor(const std::function<bool()>& condition, int patienceMs);
    static void pause(int ms);

  private:
    [[nodiscard]] QWidget* focus() const;

    workbench::Workbench& m_workbench;
};

} // namespace driftwood::tour
