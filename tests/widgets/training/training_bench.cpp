#include "training_bench.h"

#include "ui/theme/theme.h"
#include "ui/training/training_page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>
#include <algorithm>

namespace driftwood::test {

TrainingBench::TrainingBench(const DemoBench& demo, const std::filesystem::path& folder)
    : m_folder(folder)
    , m_app(std::make_unique<session::AppContext>(folder))
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

session::TrainingSession* TrainingBench::session() const {
    return m_app->jobs.newest<session::TrainingSession>([](const auto&) { return true; });
}

bool TrainingBench::openForm() {
    if (!m_page->open(ui::Link::newRun("shift")))
        return false;
    // Time fields are excluded once a sample has been read.
    return QTest::qWaitFor(
        [this] {
            const auto checked = form().checked();
            const auto& inputs = checked.request.features.inputs;
            return checked.problems.isEmpty() && !inputs.empty() &&
                   std::ranges::find(inputs, std::string("ts"), &features::FeatureInput::path) ==
                       inputs.end();
        },
        30'000);
}

session::TrainingSession* TrainingBench::beginRun(const QString& epochs) {
    const auto* before = session();
    if (!openForm() || !typeInto("Epochs, at most", epochs) || !typeInto("Patience, epochs", "0"))
        return nullptr;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    const auto begun = [&] { return session() != before && session()->runId() != 0; };
    return QTest::qWaitFor(begun, 30'000) ? session() : nullptr;
}

session::TrainingSession* TrainingBench::beginHeldRun(const StepGate& gate, std::int64_t steps) {
    const auto reached = [&] { return gate.reached(); };
    auto* run = beginRun("20");
    if (run == nullptr || !QTest::qWaitFor(reached, 30'000))
        return nullptr;
    // Steps arrive in batches, and a waiting run sends none. After the interval, the next step also
    // delivers the first one.
    QTest::qWait(2 * static_cast<int>(session::TrainingSession::kBatchEvery.count()));
    gate.openUntil(steps);
    return QTest::qWaitFor([&] { return reached() && run->epoch() > 0; }, 30'000) ? run : nullptr;
}

std::int64_t TrainingBench::addStoredRun(workspace::RunRow row) {
    row.datasetName = "shift";
    if (row.task.empty())
        row.task = "anomaly-detection";
    return (*workspace::Workspace::open(m_folder))->addRun(row).value();
}

bool ended(const session::TrainingSession* run) {
    return QTest::qWaitFor([&] { return run->over(); }, 60'000);
}

} // namespace driftwood::test
