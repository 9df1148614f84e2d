// The time until the window's first frame, compared with a bare Qt window; and how long single events block
// its thread while 100,000 records per second are tailed and a model trains.
//
//   bench_window paint|events     (under an X server or offscreen)

#include "app/tour/stage.h"
#include "ui/page/demo_options.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <functional>
#include <map>
#include <unistd.h>

using namespace driftwood;

namespace {

constexpr int kRounds = 15;
constexpr int kMeasuredMs = 20'000;
constexpr double kLiveFactor = 800.0; ///< multiplies the 125 records/s of all topics
constexpr double kFrameMs = 16.0;
constexpr std::size_t kHeaviest = 5; ///< number of event kinds to print

double percentile(std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

// --- first painted window

/// Signals the parent and exits without cleaning up: only the time to the first frame counts.
void sayPainted() {
    (void)!::write(STDOUT_FILENO, "1", 1);
    std::_Exit(EXIT_SUCCESS);
}

class BareWindow : public QWidget {
  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter(this).drawText(rect(), Qt::AlignCenter, QStringLiteral("bare"));
        QTimer::singleShot(0, &sayPainted);
    }
};

int showAndEnd(QApplication& app, bool bare) {
    if (bare) {
        BareWindow window;
        window.resize(1440, 900);
        window.show();
        return QApplication::exec();
    }
    const QTemporaryDir folder;
    workbench::Workbench workbench(app, folder.path().toStdString());
    QObject::connect(&workbench.window(), &ui::MainWindow::firstFrameShown, &sayPainted);
    workbench.window().resize(1440, 900);
    workbench.show();
    return QApplication::exec();
}

/// Drops the page cache (root only), so that programs and libraries are read from disk again.
bool forgetFiles() {
    ::sync();
    const int file = ::open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC);
    const bool done = file >= 0 && ::write(file, "3", 1) == 1;
    if (file >= 0)
        ::close(file);
    return done;
}

double msToFirstFrame(const QString& what) {
    QProcess process;
    QElapsedTimer clock;
    clock.start();
    process.start(QApplication::applicationFilePath(), {what});
    const bool painted = process.waitForReadyRead(30'000);
    const double took = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    process.waitForFinished();
    return painted ? took : -1.0;
}

void measurePaint(bool cold) {
    std::vector<double> bare, window;
    for (int round = 0; round <= (cold ? 5 : kRounds); ++round) {
        for (auto& [times, what] : {std::pair(&bare, "show-bare"), std::pair(&window, "show-window")}) {
            if (cold && !forgetFiles()) {
                std::puts("  cold: not measured, dropping the file cache needs root");
                return;
            }
            const double ms = msToFirstFrame(what);
            if (round > 0)
                times->push_back(ms);
        }
    }
    std::ranges::sort(bare);
    std::ranges::sort(window);
    std::printf("  %s: bare Qt window %.0f ms, Driftwood %.0f ms (%.0f to %.0f), %.1f times\n",
                cold ? "cold" : "warm", percentile(bare, 0.5), percentile(window, 0.5), window.front(),
                window.back(), percentile(window, 0.5) / percentile(bare, 0.5));
}

// --- what blocks the window's thread

double threadCpuMs() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Measures every event including its handlers, slots and painting.
class TimedApplication : public QApplication {
  public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (m_depth > 0 || !m_measuring)
            return QApplication::notify(receiver, event);
        ++m_depth;
        QElapsedTimer clock;
        clock.start();
        // The receiver may be deleted by the event.
        const QString kind =
            QStringLiteral("%1, event %2").arg(receiver->metaObject()->className()).arg(event->type());
        const double cpuBefore = threadCpuMs();
        const bool handled = QApplication::notify(receiver, event);
        const double ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        m_ms.push_back(ms);
        m_cpuMs.push_back(threadCpuMs() - cpuBefore);
        m_msOfKind[kind] += ms;
        m_worstOfKind[kind] = std::max(m_worstOfKind[kind], ms);
        --m_depth;
        return handled;
    }
    void begin() {
        m_ms.clear();
        m_cpuMs.clear();
        m_msOfKind.clear();
        m_worstOfKind.clear();
        m_measuring = true;
    }
    std::vector<double> end() {
        m_measuring = false;
        std::ranges::sort(m_ms);
        return std::move(m_ms);
    }
    /// Excludes time in which the thread waited for a processor.
    [[nodiscard]] double cpuPercentile(double share) {
        std::ranges::sort(m_cpuMs);
        return percentile(m_cpuMs, share);
    }
    /// Prints the kinds of events that blocked the thread longest in total.
    void printHeaviest() const {
        std::vector<std::pair<double, QString>> kinds;
        for (const auto& [kind, ms] : m_msOfKind)
            kinds.emplace_back(ms, kind);
        std::ranges::sort(kinds, std::greater());
        for (std::size_t i = 0; i < std::min(kHeaviest, kinds.size()); ++i)
            std::printf("      %6.0f ms in all, %5.1f at worst: %s\n", kinds[i].first,
                        m_worstOfKind.at(kinds[i].second), qPrintable(kinds[i].second));
    }

  private:
    bool m_measuring = false;
    int m_depth = 0;
    std::vector<double> m_ms;
    std::vector<double> m_cpuMs;
    std::map<QString, double> m_msOfKind;
    std::map<QString, double> m_worstOfKind;
};

[[noreturn]] void giveUp(const char* what) {
    std::fprintf(stderr, "bench_window: %s did not come\n", what);
    std::_Exit(EXIT_FAILURE);
}

void await(const char* what, const std::function<bool()>& condition) {
    if (!tour::Stage::waitFor(condition, 120'000))
        giveUp(what);
}

void press(tour::Stage& stage, const QString& button) {
    await(qPrintable(button),
          [&] { return stage.button(button) != nullptr && stage.button(button)->isEnabled(); });
    stage.click(stage.button(button));
}

/// Starts from the demo and begins a training that does not end by itself.
void beginTraining(tour::Stage& stage) {
    const auto next = [&stage] { stage.key(Qt::Key_Return, Qt::ControlModifier); };
    press(stage, "Open the demo");
    await("the demo", [&] { return stage.window().pageId() == ui::kBrowsePage; });
    await("topics", [&] { return stage.app().connection.topic(TopicName("plant.machines")) != nullptr; });
    next();
    await("the timeline", [&] { return stage.widget("driftwood::ui::TimelineChart") != nullptr; });
    tour::Stage::pause(3000);
    QWidget* timeline = stage.widget("driftwood::ui::TimelineChart");
    stage.drag(timeline, {timeline->width() / 4, timeline->height() / 2},
               {timeline->width() * 3 / 4, timeline->height() / 2});
    tour::Stage::pause(3000);
    next();
    await("the name", [&] { return stage.dialog() != nullptr; });
    stage.key(Qt::Key_Return);
    await("the data set", [&] {
        return !stage.app().store.snapshot().datasets.empty() && stage.window().pageId() == ui::kDatasetsPage;
    });
    next();
    await("the form", [&] { return stage.button("Start") != nullptr; });
    tour::Stage::pause(2000);
    stage.typeInto("Epochs, at most", "1000000");
    stage.typeInto("Patience, epochs", "0");
    next();
    await("the training", [&] { return !stage.app().store.snapshot().runs.empty(); });
}

void measure(TimedApplication& app, tour::Stage& stage, const char* what) {
    auto* demo = stage.app().connection.demo();
    const std::int64_t before = demo->produced();
    app.begin();
    tour::Stage::pause(kMeasuredMs);
    std::vector<double> ms = app.end();
    const double records = static_cast<double>(demo->produced() - before) / (kMeasuredMs / 1000.0);
    double busy = 0.0;
    for (const double one : ms)
        busy += one;
    const auto slow = std::ranges::count_if(ms, [](double one) { return one > kFrameMs; });
    std::printf("  %-34s %7.0f records/s written, %7zu events: p50 %.3f, p99 %.2f, p99.9 %.2f, max %.1f ms; "
                "%ld above "
                "%.0f ms; thread busy %.0f %%\n",
                what, records, ms.size(), percentile(ms, 0.5), percentile(ms, 0.99), percentile(ms, 0.999),
                ms.back(), static_cast<long>(slow), kFrameMs, 100.0 * busy / kMeasuredMs);
    std::printf("      of processor time: p99 %.2f, p99.9 %.2f ms\n", app.cpuPercentile(0.99),
                app.cpuPercentile(0.999));
    app.printHeaviest();
}

int measureEvents(TimedApplication& app) {
    const QTemporaryDir folder;
    workbench::Workbench workbench(app, folder.path().toStdString());
    workbench.window().resize(1440, 900);
    workbench.show();
    tour::Stage stage(workbench);
    beginTraining(stage);
    stage.app().connection.demo()->setLiveRate(kLiveFactor);
    measure(app, stage, "training page, model trains");
    stage.key(Qt::Key_1, Qt::ControlModifier);
    auto* tabs = qobject_cast<QTabBar*>(stage.widget("QTabBar"));
    if (tabs == nullptr)
        giveUp("the tabs of the topic");
    stage.click(tabs, tabs->tabRect(0).center());
    press(stage, "Live tail");
    tour::Stage::pause(2000);
    measure(app, stage, "live tail in front, model trains");
    workbench.window().close();
    return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QStandardPaths::setTestModeEnabled(true); // does not touch the user's settings
    TimedApplication app(argc, argv);
    const QString what = QApplication::arguments().value(1);
    if (what == "show-bare" || what == "show-window")
        return showAndEnd(app, what == "show-bare");
    if (what == "paint") {
        std::printf("from the start of the process to the first painted frame, medians of %d\n", kRounds);
        measurePaint(false);
        measurePaint(true);
        return EXIT_SUCCESS;
    }
    if (what == "events") {
        std::puts("how long single events hold the window's thread");
        return measureEvents(app);
    }
    std::fputs("usage: bench_window paint|events\n", stderr);
    return 2;
}
