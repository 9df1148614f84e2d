#include "app/tour/stage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QtTest>

namespace driftwood::tour {
namespace {

constexpr int kDragSteps = 24;
constexpr int kPollMs = 20;
constexpr int kMostTabs = 200;
constexpr int kActivationMs = 5000;

} // namespace

QWidget* Stage::dialog() const {
    if (QWidget* modal = QApplication::activeModalWidget())
        return modal;
    return QApplication::activePopupWidget();
}

QAbstractButton* Stage::button(const QString& text) const {
    const QWidget* root = dialog() != nullptr ? dialog() : &m_workbench.window();
    for (QAbstractButton* candidate : root->findChildren<QAbstractButton*>())
        if (candidate->isVisible() && (candidate->text() == text || candidate->accessibleName() == text))
            return candidate;
    return nullptr;
}

QWidget* Stage::widget(const char* className) const {
    const QWidget* root = dialog() != nullptr ? dialog() : &m_workbench.window();
    for (QWidget* candidate : root->findChildren<QWidget*>())
        if (candidate->isVisible() && candidate->inherits(className))
            return candidate;
    return nullptr;
}

void Stage::click(QWidget* target) { click(target, target->rect().center()); }

void Stage::click(QWidget* target, const QPoint& at) {
    QTest::mouseMove(target, at);
    QTest::mouseClick(target, Qt::LeftButton, Qt::NoModifier, at);
}

void Stage::drag(QWidget* target, const QPoint& from, const QPoint& to) {
    QTest::mouseMove(target, from);
    QTest::mousePress(target, Qt::LeftButton, Qt::NoModifier, from);
    for (int i = 1; i <= kDragSteps; ++i) {
        QTest::mouseMove(target, from + (to - from) * i / kDragSteps);
        pause(kPollMs / 2);
    }
    QTest::mouseRelease(target, Qt::LeftButton, Qt::NoModifier, to);
}

QWidget* Stage::focus() const {
    // Without a window manager, the keyboard focus does not follow a dialog that opens or closes.
    QWidget* front = dialog() != nullptr ? dialog() : &m_workbench.window();
    if (!front->isActiveWindow()) {
        front->activateWindow();
        // Not qWaitForWindowActive(): it considers a dialog active if its parent window is.
        (void)waitFor([front] { return front->isActiveWindow(); }, kActivationMs);
    }
    QWidget* focused = QApplication::focusWidget();
    return focused != nullptr && front->isAncestorOf(focused) ? focused : front;
}

void Stage::key(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(focus(), key, modifiers); }

void Stage::type(const QString& text) { QTest::keyClicks(focus(), text); }

bool Stage::tabTo(const QString& name) {
    for (int i = 0; i < kMostTabs; ++i) {
        if (focus()->accessibleName() == name)
            return true;
        key(Qt::Key_Tab);
    }
    return false;
}

bool Stage::typeInto(const QString& name, const QString& text) {
    if (!tabTo(name))
        return false;
    key(Qt::Key_A, Qt::ControlModifier);
    type(text);
    return true;
}

bool Stage::waitFor(const std::function<bool()>& condition, int patienceMs) {
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > patienceMs)
            return false;
        QTest::qWait(kPollMs);
    }
    return true;
}

void Stage::pause(int ms) { QTest::qWait(ms); }

} // namespace driftwood::tour
