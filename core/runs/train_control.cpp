#include "runs/train_control.h"

namespace driftwood::runs {

void TrainControl::pause() { m_paused = true; }

void TrainControl::resume() {
    {
        const std::lock_guard lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

std::chrono::steady_clock::duration TrainControl::waitWhilePaused(const std::stop_token& stop) {
    const auto began = std::chrono::steady_clock::now();
    std::unique_lock lock(m_mutex);
    m_standing = true;
    m_changed.wait(lock, stop, [this] { return !m_paused; });
    m_standing = false;
    return std::chrono::steady_clock::now() - began;
}

} // namespace driftwood::runs
