#pragma once

#include <QObject>
#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace driftwood::tasks {

/// Handle for an answer that is being computed elsewhere. Dropping it requests a stop and guarantees that the
/// answer is never delivered. Belongs to the thread that asked.
class PendingQuery {
  public:
    struct State {
        std::stop_source stop;
        bool wanted = true; ///< used only by the asking thread
        bool delivered = false;
    };

    PendingQuery() = default;
    explicit PendingQuery(std::shared_ptr<State> state)
        : m_state(std::move(state)) {}
    ~PendingQuery() { cancel(); }
    PendingQuery(PendingQuery&& other) noexcept = default;
    PendingQuery& operator=(PendingQuery&& other) noexcept;
    PendingQuery(const PendingQuery&) = delete;
    PendingQuery& operator=(const PendingQuery&) = delete;

    void cancel();
    [[nodiscard]] bool pending() const { return m_state && m_state->wanted && !m_state->delivered; }

  private:
    std::shared_ptr<State> m_state;
};

/// Answers queries to a broker or disk on separate threads, so that the asking thread never waits. For work
/// that changes nothing when it is abandoned; work that must be completed is a Job.
///
/// The destructor requests a stop of everything and waits for at most kLongestGoodbye; threads still blocked
/// in a library call after that are abandoned (see abandoned()).
class Background : public QObject {
  public:
    static constexpr std::chrono::milliseconds kLongestGoodbye{1500};

    explicit Background(QObject* parent = nullptr);
    ~Background() override;

    /// Calls `done` in this object's thread, unless the query was dropped before.
    template <class T>
    [[nodiscard]] PendingQuery run(std::function<T(const std::stop_token&)> work,
                                   std::function<void(T)> done) {
        auto state = std::make_shared<PendingQuery::State>();
        launch(state, [work = std::move(work), done = std::move(done), state] {
            auto answer = std::make_shared<T>(work(state->stop.get_token()));
            return [answer, done, state] {
                if (!state->wanted)
                    return;
                state->delivered = true;
                done(std::move(*answer));
            };
        });
        return PendingQuery(std::move(state));
    }

    /// Number of this process's threads that were busy when their Background was destroyed.
    /// leave() handles them at exit.
    [[nodiscard]] static int abandoned();

  private:
    struct Threads;
    using Delivery = std::function<void()>;

    void launch(const std::shared_ptr<PendingQuery::State>& state, std::function<Delivery()> work);

    std::shared_ptr<Threads> m_threads;
};

} // namespace driftwood::tasks
