#include "broker/rdkafka/reaper.h"

#include "broker/closing_clients.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace driftwood::broker {
namespace rdkafka {
namespace {

/// For programs that did not wait themselves, such as tests: exiting earlier would mean use after free.
constexpr std::chrono::seconds kAtExit{20};

/// Shared with the threads, so that one that outlives this object at exit does not use freed memory.
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
    ~Reaper() { (void)wait(kAtExit); }

    /// Returns the number of handles left.
    int wait(std::chrono::milliseconds budget) {
        std::unique_lock lock(m_running->mutex);
        m_running->changed.wait_for(lock, budget, [this] { return m_running->count == 0; });
        return m_running->count;
    }

    void run(std::function<void()> end) {
        {
            const std::lock_guard lock(m_running->mutex);
            ++m_running->count;
        }
        // Detached, because the caller must not wait in join(); the count replaces it.
        std::thread([running = m_running, end = std::move(end)]() mutable {
            end();
            end = nullptr; // destroys captures before the count is decremented
            const std::lock_guard lock(running->mutex);
            --running->count;
            running->changed.notify_all();
        }).detach();
    }

  private:
    std::shared_ptr<Running> m_running = std::make_shared<Running>();
};

Reaper& reaper() {
    static Reaper reaper;
    return reaper;
}

} // namespace

void endInBackground(std::function<void()> end) { reaper().run(std::move(end)); }

} // namespace rdkafka

int clientsStillClosing(std::chrono::milliseconds wait) { return rdkafka::reaper().wait(wait); }

} // namespace driftwood::broker
