#include "broker/rdkafka/reaper.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace driftwood::broker::rdkafka {
namespace {

constexpr std::chrono::seconds kExitBudget{2};

/// Shared with the threads, so that one that is left behind at exit does not touch what is gone.
struct Running {
    std::mutex mutex;
    std::condition_variable changed;
    int count = 0;
};

class Reaper {
  public:
    Reaper() = default;
    Reaper(const Reaper&) = delete;
    Reaper& operator=(const Reaper&) = delete;
    ~Reaper() {
        std::unique_lock lock(m_running->mutex);
        m_running->changed.wait_for(lock, kExitBudget, [this] { return m_running->count == 0; });
    }

    void run(std::function<void()> end) {
        {
            const std::lock_guard lock(m_running->mutex);
            ++m_running->count;
        }
        // Detached, because joining is what must not be waited for; the count stands in for it.
        std::thread([running = m_running, end = std::move(end)]() mutable {
            end();
            end = nullptr; // what it captured goes before the count says so
            const std::lock_guard lock(running->mutex);
            --running->count;
            running->changed.notify_all();
        }).detach();
    }

  private:
    std::shared_ptr<Running> m_running = std::make_shared<Running>();
};

} // namespace

void endInBackground(std::function<void()> end) {
    static Reaper reaper;
    reaper.run(std::move(end));
}

} // namespace driftwood::broker::rdkafka
