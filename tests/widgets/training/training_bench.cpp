#include "training_bench.h"

#include "ui/theme/theme.h"
#include "ui/training/training_page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

namespace driftwood::test {

TrainingBench::TrainingBench(const DemoBench& demo, const std::filesystem::path& folder)
    : m_app(std::make_unique<session::AppContext>(folder))
    , m_window(std::make_unique<QWidget>())
    , m_header(new QWidget)
    , m_page(new ui::TrainingPage({*m_app, m_preferences})) {
    QObject::connect(&m_app->jobs, &tasks::JobBoard::added, m_header, [this](tasks::Job* job) {
        if (auto* run = dynamic_cast<session::TrainingSession*>(job); run != nullptr && m_gate)
            m_gate->guard(*run);
    });
    m_app->store.refresh();
    m_app->connection.connectTo(demo.feed->profile());
    auto* column = new QVBoxLayout(m_window.get());
    column->setContentsMargins(0, 0, 0, 0);
    auto* header = new QHBoxLayout(m_header);
    column->addWidget(m_header);
    column->addWidget(m_page, 1);
    const auto showActions = [this, header] {
        for (auto* button : m_header->findChildren<QToolButton*>()) {
            button->hide();
            button->deleteLater(); // one of them may be the clicked button
        }
        for (QAction* action : m_page->headerActions()) {
            auto* button = new QToolButton(m_header);
            button->setDefaultAction(action);
            header->addWidget(button);
            button->show();
        }
    };
    QObject::connect(m_page, &ui::Page::headerChanged, m_header, showActions);
    QObject::connect(m_page, &ui::Page::noticed, m_header, [this](const ui::Notice& n) { m_notices << n; });
    QObject::connect(m_page, &ui::Page::linkActivated, m_header, [this](const ui::Link& l) { m_links << l; });
    showActions();
    m_window->resize(1440, 860);
    m_window->show();
    m_window->activateWindow();
    (void)QTest::qWaitForWindowActive(m_window.get());
    (void)QTest::qWaitFor(
        [this] {
            return m_app->store.loaded() &&
                   m_app->connection.state() == session::ConnectionSession::State::Connected;
        },
        30'000);
}

TrainingBench::~TrainingBench() = default;

StepGate& TrainingBench::holdRunsAt(std::int64_t stepsDone) {
    m_gate = std::make_unique<StepGate>(stepsDone);
    return *m_gate;
}

bool TrainingBench::click(const QString& text) {
    for (auto* button : m_window->findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || !button->isEnabled() || button->text() != text)
            continue;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    return false;
}

bool TrainingBench::typeInto(const QString& name, const QString& text) {
    for (int i = 0; i < 100; ++i) {
        QWidget* focus = QApplication::focusWidget();
        if (focus != nullptr && focus->accessibleName() == name) {
            QTest::keySequence(focus, QKeySequence::SelectAll);
            QTest::keyClick(focus, Qt::Key_Delete);
            QTest::keyClicks(focus, text);
            return true;
        }
        QTest::keyClick(focus != nullptr ? focus : m_window.get(), Qt::Key_Tab);
    }
    return false;
}

} // namespace driftwood::test
