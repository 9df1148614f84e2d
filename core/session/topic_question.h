#pragma once

#include "session/connection_session.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>
#include <optional>

namespace driftwood::session {

/// What every question about a topic has in common, whatever the answer is. Lives in the UI's thread and
/// never makes it wait.
class TopicQuestionBase : public QObject {
    Q_OBJECT

  public:
    /// Of the time, at most one part in this many is spent asking: keeping up must not be a load.
    static constexpr int kRestAfterAsking = 20;

    [[nodiscard]] const TopicName& topic() const { return m_topic; }
    /// Forgets the answer when it is another topic's. Asked at once while shown.
    void setTopic(const TopicName& topic);
    /// While shown it is asked when there is no answer yet, and again and again if it keeps up.
    void setShown(bool shown);
    /// Asks again; the last answer holds until the next.
    void ask();

    [[nodiscard]] bool asking() const { return m_ticket.pending(); }
    /// Why the last asking gave nothing; an older answer may still be there.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] std::chrono::system_clock::time_point answeredAt() const { return m_answeredAt; }

  Q_SIGNALS:
    void changed();

  protected:
    /// `keepUpEvery` 0: asked once.
    TopicQuestionBase(Background& background, ConnectionSession& connection,
                      std::chrono::milliseconds keepUpEvery, QObject* parent);
    [[nodiscard]] virtual bool answered() const = 0;
    virtual void forget() = 0;
    [[nodiscard]] virtual Ticket send(std::shared_ptr<broker::Connection> connection) = 0;
    void takeEnd(std::optional<Error> error);

    Background& m_background;

  private:
    void follow();
    void begin();
    void startOver();

    ConnectionSession& m_connection;
    std::chrono::milliseconds m_keepUpEvery;
    TopicName m_topic;
    bool m_shown = false;
    std::optional<Error> m_error;
    std::chrono::system_clock::time_point m_answeredAt;
    std::chrono::steady_clock::time_point m_began;
    QTimer m_timer;
    Ticket m_ticket;
};

/// A question to the broker about one topic, answered in the background.
template <class Answer>
class TopicQuestion : public TopicQuestionBase {
  public:
    /// Runs on a background thread.
    using Work = std::function<Result<Answer>(broker::Connection&, const TopicName&, const std::stop_token&)>;

    TopicQuestion(Background& background, ConnectionSession& connection, Work work,
                  std::chrono::milliseconds keepUpEvery = {}, QObject* parent = nullptr)
        : TopicQuestionBase(background, connection, keepUpEvery, parent)
        , m_work(std::move(work)) {}

    /// The last one; nothing until there is one.
    [[nodiscard]] const std::optional<Answer>& answer() const { return m_answer; }

  protected:
    [[nodiscard]] bool answered() const override { return m_answer.has_value(); }
    void forget() override { m_answer.reset(); }
    [[nodiscard]] Ticket send(std::shared_ptr<broker::Connection> connection) override {
        return m_background.run<Result<Answer>>(
            [connection = std::move(connection), work = m_work,
             topic = topic()](const std::stop_token& stop) { return work(*connection, topic, stop); },
            [this](Result<Answer> result) {
                if (result)
                    m_answer = std::move(*result);
                takeEnd(result ? std::nullopt : std::optional<Error>(std::move(result.error())));
            });
    }

  private:
    Work m_work;
    std::optional<Answer> m_answer;
};

} // namespace driftwood::session
