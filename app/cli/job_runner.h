#pragma once

#include "base/memory_limit.h"
#include "base/progress.h"
#include "base/result.h"
#include "tasks/worker.h"

#include <QEventLoop>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace driftwood::cli {

/// Handles Ctrl-C, SIGTERM and the closing of the terminal.
/// While a job runs, the first signal requests a stop, so that the job can save its results;
/// a later one, and any while no job runs, ends the process at once. Signals that come together are one
/// request: `timeout` and supervisors signal the process and then its group.
class Interrupt {
  public:
    /// Must be created before any other thread, so that all threads leave the signals to its own thread.
    Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    ~Interrupt();

    /// The process's only instance, created in main().
    [[nodiscard]] static Interrupt& instance();
    /// `onInterrupt` is called from the thread that waits for signals.
    void watch(std::function<void()> onInterrupt);
    void unwatch();
    /// For a command with several jobs: a signal between two of them stops the next one at its start, so that
    /// the command can still report what it has kept.
    void expectMoreJobs();
    /// A line for standard error when the process is ended at once, so that a script which reads JSON gets an
    /// error instead of nothing.
    void setLastLine(std::string line);
    /// Ends the process without waiting for anything, with the last line and the exit code of Ctrl-C.
    [[noreturn]] void endProcess();

  private:
    void waitForSignals();
    [[noreturn]] void endProcessLocked() const;

    std::mutex m_mutex; ///< guards the members below
    std::string m_lastLine;
    std::function<void()> m_onInterrupt;
    bool m_done = false;
    bool m_expectsMore = false;
    bool m_pending = false; ///< a signal arrived between two jobs
    std::optional<std::chrono::steady_clock::time_point>
        m_requested; ///< when the running job was asked to stop
    std::thread m_thread;
};

/// Interval for drawing a job's reports.
inline constexpr std::chrono::milliseconds kDrawInterval{100};

/// Ends the process shortly after Ctrl-C if it does not end by itself. That is the case while the job has
/// nothing to save, and after it has saved everything if no one reads the output.
class HardStop {
  public:
    HardStop() = default;
    ~HardStop() { m_state->over = true; }
    HardStop(const HardStop&) = delete;
    HardStop& operator=(const HardStop&) = delete;

    void begin() const;
    /// Call when the job has something to save: from then on the process waits for it.
    void noteKeeps() const { m_state->keeps = true; }
    /// The job has ended; only printing is left.
    void noteEnded() const { m_state->ended = true; }

  private:
    struct State {
        std::atomic<bool> keeps = false;
        std::atomic<bool> ended = false;
        std::atomic<bool> over = false;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

/// Runs a job on a worker thread while this thread draws its reports, until it is done or stopped by Ctrl-C.
/// Without a `hardStop` the process waits for the job however long it takes.
template <class Outcome, class Update>
Result<Outcome> runJob(const std::function<Result<Outcome>(const std::function<void(Update)>& sink,
                                                           const std::stop_token& stop)>& job,
                       std::function<void(std::vector<Update>&&)> draw, const HardStop* hardStop = nullptr) {
    QEventLoop loop;
    std::optional<Result<Outcome>> outcome;
    tasks::BatchChannel<Update> channel(&loop, kDrawInterval, std::move(draw));
    tasks::Worker worker;
    QObject::connect(&worker, &tasks::Worker::finished, &loop, &QEventLoop::quit);
    // Not the worker's stop source: a signal may arrive before its thread exists and must not be lost.
    std::stop_source interrupted;
    Interrupt::instance().watch([&] {
        interrupted.request_stop();
        if (hardStop != nullptr)
            hardStop->begin();
    });
    worker.start([&](const std::stop_token&) {
        outcome = withinMemory([&] {
            return job([&](Update update) { channel.push(std::move(update)); }, interrupted.get_token());
        });
        if (hardStop != nullptr)
            hardStop->noteEnded();
        channel.flush();
    });
    loop.exec();
    Interrupt::instance().unwatch();
    return std::move(*outcome);
}

} // namespace driftwood::cli
