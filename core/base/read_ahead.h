#pragma once

#include "base/result.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace driftwood {

/// Called repeatedly while whoever reads gets nothing, from the second second on.
using SilenceSink = std::function<void(std::chrono::seconds silent)>;

/// Produces values on a thread of its own, a bounded number of them ahead of whoever takes them.
template <class T>
class ReadAhead {
  public:
    /// The next value, or nothing when there is none left. Called on the thread.
    using Produce = std::function<Result<std::optional<T>>(const std::stop_token& stop)>;

    ReadAhead(std::size_t most, Produce produce)
        : m_most(most)
        , m_produce(std::move(produce))
        , m_thread([this](const std::stop_token& stop) { run(stop); }) {}

    /// The next value, or nothing when there is none left. Fails with the producer's error, or Cancelled once
    /// stop is requested. Not to be called from two threads at once.
    [[nodiscard]] Result<std::optional<T>> next(const std::stop_token& stop, const SilenceSink& onSilence) {
        using SteadyClock = std::chrono::steady_clock;
        const auto begun = SteadyClock::now();
        std::unique_lock lock(m_mutex);
        const auto ready = [&] { return !m_ahead.empty() || m_ended; };
        while (!m_changed.wait_for(lock, stop, kSilence, ready) && !stop.stop_requested()) {
            lock.unlock();
            if (onSilence)
                onSilence(std::chrono::duration_cast<std::chrono::seconds>(SteadyClock::now() - begun));
            lock.lock();
        }
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "reading was stopped");
        if (!m_ahead.empty()) {
            std::optional<T> value(std::move(m_ahead.front()));
            m_ahead.pop_front();
            m_changed.notify_all();
            return value;
        }
        if (!m_outcome)
            return forward(m_outcome);
        return std::optional<T>();
    }

  private:
    /// Silence is reported after this time; a healthy reader delivers the next value within milliseconds.
    static constexpr std::chrono::milliseconds kSilence{1500};

    void run(const std::stop_token& stop) {
        Status outcome;
        while (true) {
            auto value = m_produce(stop);
            if (!value)
                outcome = forward(value);
            if (!value || !*value)
                break;
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [&] { return m_ahead.size() < m_most; }))
                break; // being destroyed: nobody takes any more
            m_ahead.push_back(std::move(**value));
            m_changed.notify_all();
        }
        const std::scoped_lock lock(m_mutex);
        m_outcome = std::move(outcome);
        m_ended = true;
        m_changed.notify_all();
    }

    std::size_t m_most;
    Produce m_produce;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<T> m_ahead;
    Status m_outcome; ///< valid once `ended`
    bool m_ended = false;
    std::jthread m_thread; ///< last, so that it is joined before its data is destroyed
};

} // namespace driftwood
