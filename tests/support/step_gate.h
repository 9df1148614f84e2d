#pragma once

#include "session/training_session.h"

#include <condition_variable>
#include <limits>
#include <memory>
#include <mutex>

namespace driftwood::test {

/// Stops a training run before a step until the gate is opened or the run is told to stop. What a test does
/// to the run meanwhile happens at exactly that step, on fast and slow machines.
class StepGate {
  public:
    /// The run waits after this many steps.
    explicit StepGate(std::int64_t stepsDone)
        : m_state(std::make_shared<State>(stepsDone)) {}
    ~StepGate() { open(); }
    StepGate(const StepGate&) = delete;
    StepGate& operator=(const StepGate&) = delete;

    /// Call it before the run is started.
    void guard(session::TrainingSession& run) const {
        run.beforeEachStep([state = m_state](std::int64_t stepsDone, const std::stop_token& stop) {
            std::unique_lock lock(state->mutex);
            if (stepsDone < state->step)
                return;
            state->reached = true;
            state->changed.wait(lock, stop, [&] { return stepsDone < state->step; });
        });
    }
    /// Whether the run waits at the gate.
    [[nodiscard]] bool reached() const {
        const std::lock_guard lock(m_state->mutex);
        return m_state->reached;
    }
    void open() const { openUntil(std::numeric_limits<std::int64_t>::max()); }
    /// Lets the run continue until it has done this many steps.
    void openUntil(std::int64_t stepsDone) const {
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->step = stepsDone;
            m_state->reached = false;
        }
        m_state->changed.notify_all();
    }

  private:
    struct State {
        explicit State(std::int64_t at)
            : step(at) {}
        std::mutex mutex; ///< guards the members below
        std::int64_t step;
        bool reached = false;
        std::condition_variable_any changed;
    };
    std::shared_ptr<State> m_state;
};

} // namespace driftwood::test
