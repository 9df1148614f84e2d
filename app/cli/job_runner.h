#pragma once

#include "base/memory_limit.h"
#include "base/progress.h"
#include "base/result.h"
#include "session/worker.h"

#include <QEventLoop>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace driftwood::cli {

/// Handles Ctrl-C, SIGTERM and the closing of the terminal.
/// While a job runs, the first signal requests a stop, so that the job can save its results;
/// a second one, and any while no job runs, ends the process at once.
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

  private:
    void waitForSignals();

    std::mutex m_mutex; ///< guards the two members below
    std::function<void()> m_onInterrupt;
    bool m_done = false;
    std::thread m_thread;
};

/// Interval for drawing a job's reports.
inline constexpr std::chrono::milliseconds kDrawInterval{100};

/// Ends the process shortly after Ctrl-C, unless the job has ended or has results to save by then.
class HardStop {
  public:
    /// `keeps`: set by the job once it has results to save. Null: it always may have.
    explicit HardStop(std::shared_ptr<const std::atomic<bool>> keeps)
        : m_keeps(std::move(keeps)) {}
    ~HardStop() { *m_over = true; }
    HardStop(const HardStop&) = delete;
    HardStop& operator=(const HardStop&) = delete;
    void begin() const;

  private:
    std::shared_ptr<const std::atomic<bool>> m_keeps;
    std::shared_ptr<std::atomic<bool>> m_over = std::make_shared<std::atomic<bool>>(false);
};

/// Runs a job on a worker thread while this thread draws its reports,
/// until it is done or stopped by Ctrl-C. `keeps`: see HardStop.
template <class Outcome, class Update>
Result<Outcome> runJob(const std::function<Result<Outcome>(const std::function<void(Update)>& sink,
                                                           const std::stop_token& stop)>& job,
                       std::function<void(std::vector<Update>&&)> draw,
                       std::shared_ptr<const std::atomic<bool>> keeps = nullptr) {
    QEventLoop loop;
    const HardStop hardStop(std::move(keeps));
    std::optional<Result<Outcome>> outcome;
    session::BatchChannel<Update> channel(&loop, kDrawInterval, std::move(draw));
    session::Worker worker;
    QObject::connect(&worker, &session::Worker::finished, &loop, &QEventLoop::quit);
    // Not the worker's stop source: a signal may arrive before its thread exists and must not be lost.
    std::stop_source interrupted;
    Interrupt::instance().watch([&] {
        interrupted.request_stop();
        hardStop.begin();
    });
    worker.start([&](const std::stop_token&) {
        outcome = withinMemory([&] {
            return job([&](Update update) { channel.push(std::move(update)); }, interrupted.get_token());
        });
        channel.flush();
    });
    loop.exec();
    Interrupt::instance().unwatch();
    return std::move(*outcome);
}

} // namespace driftwood::cli
