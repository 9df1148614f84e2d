#pragma once

#include <QObject>
#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace driftwood::session {

/// A claim on an answer that is being worked out elsewhere. Dropping it asks the work to stop and makes sure
/// that the answer is never delivered. Lives in the thread that asked.
class Ticket {
  public:
    struct State {
        std::stop_source stop;
        bool wanted = true; ///< touched by the asking thread alone
        bool delivered = false;
    };

    Ticket() = default;
    explicit Ticket(std::shared_ptr<State> state)
        : m_state(std::move(state)) {}
    ~Ticket() { cancel(); }
    Ticket(Ticket&& other) noexcept = default;
    Ticket& operator=(Ticket&& other) noexcept;
    Ticket(const Ticket&) = delete;
    Ticket& operator=(const Ticket&) = delete;

    void cancel();
    [[nodiscard]] bool pending() const { return m_state && m_state->wanted && !m_state->delivered; }

  private:
    std::shared_ptr<State> m_state;
};

/// Answers questions to a broker or a disk on threads of their own, so that the thread that asks never waits.
/// For work that changes nothing if it is given up; work that must be kept is a Job.
///
/// Destroying it asks everything to stop and waits for at most kLongestGoodbye; what is still stuck in a
/// library's call by then is left behind (see abandoned()).
class Background : public QObject {
  public:
    static constexpr std::chrono::milliseconds kLongestGoodbye{1500};

    explicit Background(QObject* parent = nullptr);
    ~Background() override;

    /// `done` is called in this object's thread, unless the ticket was dropped before.
    template <class T>
    [[nodiscard]] Ticket run(std::function<T(const std::stop_token&)> work, std::function<void(T)> done) {
        auto state = std::make_shared<Ticket::State>();
        launch(state, [work = std::move(work), done = std::move(done), state] {
            auto answer = std::make_shared<T>(work(state->stop.get_token()));
            return [answer, done, state] {
                if (!state->wanted)
                    return;
                state->delivered = true;
                done(std::move(*answer));
            };
        });
        return Ticket(std::move(state));
    }

    /// Threads of this process that were still busy when their Background was destroyed. A program ends
    /// by leave(), which knows what to do about them.
    [[nodiscard]] static int abandoned();

  private:
    struct Threads;
    using Delivery = std::function<void()>;

    void launch(const std::shared_ptr<Ticket::State>& state, std::function<Delivery()> work);

    std::shared_ptr<Threads> m_threads;
};

} // namespace driftwood::session
