#pragma once

#include "tasks/post.h"

#include <QObject>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace driftwood::tasks {

/// Runs one task on its own thread. Belongs to the thread that created it. The destructor requests a stop and
/// waits, so nothing that the work uses may be destroyed before.
class Worker : public QObject {
    Q_OBJECT

  public:
    explicit Worker(QObject* parent = nullptr);
    ~Worker() override;

    /// The work must check its stop token at every poll and every step.
    void start(std::function<void(std::stop_token)> work);
    void requestStop();
    [[nodiscard]] bool running() const { return m_running; }

  Q_SIGNALS:
    void finished(); ///< emitted in this object's thread, after the work has returned

  private:
    bool m_running = false;
    std::jthread m_thread;
};

/// Passes values from a worker thread to the thread of `receiver`,
/// in order and without loss, in batches: at most one is in flight (credit),
/// so a busy receiver gets one larger batch later and not a queue of small ones.
/// Values for a destroyed receiver are dropped; join the worker before destroying the receiver.
template <class T>
class BatchChannel {
  public:
    using Consumer = std::function<void(std::vector<T>&&)>;

    BatchChannel(QObject* receiver, std::chrono::milliseconds interval, Consumer consume)
        : m_state(std::make_shared<State>(receiver, interval, std::move(consume))) {}

    /// Worker thread. Hands over if the last batch has been consumed and the interval has passed.
    void push(T value) {
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->pending.push_back(std::move(value));
            m_state->flushing = false;
        }
        handOver(m_state, false);
    }
    /// Worker thread, at the end or before a wait:
    /// hands over without waiting for the interval.
    void flush() { handOver(m_state, true); }
    /// Receiver's thread: takes all values that are there now.
    void deliver() { take(*m_state); }

  private:
    struct State {
        State(QObject* r, std::chrono::milliseconds i, Consumer c)
            : receiver(r)
            , interval(i)
            , consume(std::move(c)) {}
        QObject* const receiver;
        const std::chrono::milliseconds interval;
        const Consumer consume;
        std::mutex mutex; ///< guards the members below
        std::vector<T> pending;
        bool inFlight = false;
        bool flushing = false; ///< no value follows soon: hand over without waiting for the next push
        std::optional<std::chrono::steady_clock::time_point> lastSent;
    };

    static void take(State& state) {
        std::vector<T> batch;
        {
            const std::lock_guard lock(state.mutex);
            batch.swap(state.pending);
        }
        if (!batch.empty())
            state.consume(std::move(batch));
    }

    static void handOver(const std::shared_ptr<State>& state, bool flush) {
        const auto now = std::chrono::steady_clock::now();
        {
            const std::lock_guard lock(state->mutex);
            state->flushing = state->flushing || flush;
            const bool tooSoon =
                !state->flushing && state->lastSent && now - *state->lastSent < state->interval;
            if (state->inFlight || state->pending.empty() || tooSoon)
                return;
            state->inFlight = true;
            state->lastSent = now;
        }
        post(state->receiver, [state] {
            take(*state);
            bool again = false;
            {
                const std::lock_guard lock(state->mutex);
                state->inFlight = false;
                again = state->flushing;
            }
            if (again)
                handOver(state, true);
        });
    }

    std::shared_ptr<State> m_state;
};

} // namespace driftwood::tasks
