#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>

namespace driftwood::runs {

/// Lets another thread control a training run: pause it, resume it, request a checkpoint. Any thread may use
/// it; it must outlive the run.
class TrainControl {
  public:
    void pause();
    void resume();
    void requestCheckpoint() { m_checkpoint = true; }
    /// Called in the run's thread before every step with the number of steps done. The hook may wait, but
    /// must return once `stop` is requested. Set it before the run begins.
    using StepHook = std::function<void(std::int64_t stepsDone, const std::stop_token& stop)>;
    void beforeEachStep(StepHook hook) { m_beforeStep = std::move(hook); }
    /// Ends the run before its next step and makes a model of the best epoch so far. If called before a
    /// stopped run is resumed, no step is made. A one-pass run has no epochs and continues.
    void keepBest() { m_keepBest = true; }

    [[nodiscard]] bool paused() const { return m_paused; }
    /// The run has noticed pause() and waits: no step happens until resume().
    [[nodiscard]] bool standing() const { return m_standing; }

    // --- Called by the run ---
    void aboutToStep(std::int64_t stepsDone, const std::stop_token& stop) const {
        if (m_beforeStep)
            m_beforeStep(stepsDone, stop);
    }
    [[nodiscard]] bool bestIsToBeKept() const { return m_keepBest; }
    /// True once per request.
    [[nodiscard]] bool takeCheckpointRequest() { return m_checkpoint.exchange(false); }
    /// Waits while paused, or until a stop is requested. Returns the time waited.
    std::chrono::steady_clock::duration waitWhilePaused(const std::stop_token& stop);

  private:
    StepHook m_beforeStep;
    std::atomic<bool> m_paused = false;
    std::atomic<bool> m_standing = false;
    std::atomic<bool> m_checkpoint = false;
    std::atomic<bool> m_keepBest = false;
    std::mutex m_mutex; ///< needed by the condition variable
    std::condition_variable_any m_changed;
};

} // namespace driftwood::runs
