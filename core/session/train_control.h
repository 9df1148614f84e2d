#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>

namespace driftwood::session {

/// How a thread that watches a training run has a say in it: hold it, let it go on, have a checkpoint
/// written now. Any thread; outlives the run.
class TrainControl {
  public:
    void pause();
    void resume();
    void requestCheckpoint() { m_checkpoint = true; }
    /// Called in the run's thread before every step, with the steps done so far. The hook may wait, and
    /// returns once `stop` is requested. Set it before the run begins.
    using StepHook = std::function<void(std::int64_t stepsDone, const std::stop_token& stop)>;
    void beforeEachStep(StepHook hook) { m_beforeStep = std::move(hook); }
    /// The run shall end before its next step and make its model of the best epoch so far. Said before a
    /// stopped run goes on, it makes no step at all. A run in one pass has no epochs and goes on.
    void keepBest() { m_keepBest = true; }

    [[nodiscard]] bool paused() const { return m_paused; }
    /// The run has noticed pause() and waits: no step happens until resume().
    [[nodiscard]] bool standing() const { return m_standing; }

    // --- For the run itself ---
    void aboutToStep(std::int64_t stepsDone, const std::stop_token& stop) const {
        if (m_beforeStep)
            m_beforeStep(stepsDone, stop);
    }
    [[nodiscard]] bool bestIsToBeKept() const { return m_keepBest; }
    /// True once for every request.
    [[nodiscard]] bool takeCheckpointRequest() { return m_checkpoint.exchange(false); }
    /// Waits while paused, or until it is to stop. Gives the time waited.
    std::chrono::steady_clock::duration waitWhilePaused(const std::stop_token& stop);

  private:
    StepHook m_beforeStep;
    std::atomic<bool> m_paused = false;
    std::atomic<bool> m_standing = false;
    std::atomic<bool> m_checkpoint = false;
    std::atomic<bool> m_keepBest = false;
    std::mutex m_mutex; ///< for the condition's sake
    std::condition_variable_any m_changed;
};

} // namespace driftwood::session
