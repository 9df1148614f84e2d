#pragma once

#include "app/workbench/workbench.h"

#include <QPoint>
#include <QString>
#include <QWidget>

class QAbstractButton;

namespace driftwood::tour {

/// Operates the real window: finds controls by their visible text and moves mouse and keyboard there. It
/// never calls the window's functions directly.
class Stage {
  public:
    explicit Stage(workbench::Workbench& workbench)
        : m_workbench(workbench) {}

    [[nodiscard]] workbench::Workbench& workbench() { return m_workbench; }
    [[nodiscard]] session::AppContext& app() { return m_workbench.app(); }
    [[nodiscard]] ui::MainWindow& window() { return m_workbench.window(); }

    /// The visible button with this text or accessible name, in the open dialog, otherwise in the window.
    [[nodiscard]] QAbstractButton* button(const QString& text) const;
    /// The first visible widget of the class with this name ("driftwood::ui::TimelineChart").
    [[nodiscard]] QWidget* widget(const char* className) const;
    [[nodiscard]] QWidget* dialog() const; ///< null if none is open

    void click(QWidget* target);
    void click(QWidget* target, const QPoint& at);
    void drag(QWidget* target, const QPoint& from, const QPoint& to);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    /// Presses Tab until the control with this accessible name has the focus; false if it cannot be reached.
    bool tabTo(const QString& name);
    /// Replaces the text of the field; false as for tabTo().
    bool typeInto(const QString& name, const QString& text);

    /// Runs the event loop until the condition holds; false after the time limit.
    [[nodiscard]] static bool waitFor(const std::function<bool()>& condition, int patienceMs);
    static void pause(int ms);

  private:
    [[nodiscard]] QWidget* focus() const;

    workbench::Workbench& m_workbench;
};

} // namespace driftwood::tour
