#pragma once

#include "session/post.h"

#include <QObject>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace driftwood::session {

/// One piece of work on a thread of its own. Lives in the thread that made it; destroying it asks the work to
/// stop and waits for it, so nothing the work uses may be destroyed before.
class Worker : public QObject {
    Q_OBJECT

  public:
    explicit Worker(QObject* parent = nullptr);
    ~Worker() override;

    /// The work watches its stop token at every poll and every step.
    void start(std::function<void(std::stop_token)> work);
    void requestStop();
    [[nodiscard]] bool running() const { return m_running; }

  Q_SIGNALS:
    void finished(); ///< in the worker object's thread, after the work returned

  private:
    bool m_running = false;
    std::jthread m_thread;
};

/// Brings values from a working thread to the thread of `receiver`, in order and without loss, in batches: at
/// most one is on its way at a time (credit), so a receiver that is busy gets one larger batch later instead
/// of a queue of small ones. What is on its way to a receiver that is destroyed is dropped; join the worker
/// before destroying it.
template <class T>
class BatchChannel {
  public:
    using Consumer = std::function<void(std::vector<T>&&)>;

    BatchChannel(QObject* receiver, std::chrono::milliseconds interval, Consumer consume)
        : m_state(std::make_shared<State>(receiver, interval, std::move(consume))) {}

    /// Working thread. Hands over when the last batch has been consumed and the interval has passed.
    void push(T value) {
        {
            const std::lock_guard lock(m_state->mutex);
            m_state->pending.push_back(std::move(value));
            m_state->flushing = false;
        }
        handOver(m_state, false);
    }
    /// Working thread, at the end or before a wait: hands over what is there without waiting for the
    /// interval.
    void flush() { handOver(m_state, true); }
    /// Receiver's thread: takes what is there now.
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
        std::mutex mutex; ///< guards what follows
        std::vector<T> pending;
        bool inFlight = false;
        bool flushing = false; ///< no value comes for a while: a hand-over does not wait for the next push
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

} // namespace driftwood::session
