#pragma once

#include "session/connection_session.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>
#include <optional>

namespace driftwood::session {

/// The common part of all queries about a topic, independent of the answer.
/// Belongs to the UI's thread and never blocks it.
class TopicQuestionBase : public QObject {
    Q_OBJECT

  public:
    /// Polling takes at most 1/kRestAfterAsking of the time, so that it never loads the broker.
    static constexpr int kRestAfterAsking = 20;

    [[nodiscard]] const TopicName& topic() const { return m_topic; }
    /// Drops the answer if the topic changes. Asks at once while shown.
    void setTopic(const TopicName& topic);
    /// While shown, asks if there is no answer yet, and repeatedly if `keepUpEvery` is set.
    void setShown(bool shown);
    /// Asks again; the last answer stays until the next.
    void ask();

    [[nodiscard]] bool asking() const { return m_query.pending(); }
    /// Why the last query failed; an older answer may still exist.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] std::chrono::system_clock::time_point answeredAt() const { return m_answeredAt; }

  Q_SIGNALS:
    void changed();

  protected:
    /// `keepUpEvery` 0: asks once.
    TopicQuestionBase(tasks::Background& background, ConnectionSession& connection,
                      std::chrono::milliseconds keepUpEvery, QObject* parent);
    [[nodiscard]] virtual bool answered() const = 0;
    virtual void forget() = 0;
    [[nodiscard]] virtual tasks::PendingQuery send(std::shared_ptr<broker::Connection> connection) = 0;
    void takeEnd(std::optional<Error> error);

    tasks::Background& m_background;

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
    tasks::PendingQuery m_query;
};

/// A query about one topic, answered in the background.
template <class Answer>
class TopicQuestion : public TopicQuestionBase {
  public:
    /// Runs on a background thread.
    using Work = std::function<Result<Answer>(broker::Connection&, const TopicName&, const std::stop_token&)>;

    TopicQuestion(tasks::Background& background, ConnectionSession& connection, Work work,
                  std::chrono::milliseconds keepUpEvery = {}, QObject* parent = nullptr)
        : TopicQuestionBase(background, connection, keepUpEvery, parent)
        , m_work(std::move(work)) {}

    /// The latest answer; nothing before the first.
    [[nodiscard]] const std::optional<Answer>& answer() const { return m_answer; }

  protected:
    [[nodiscard]] bool answered() const override { return m_answer.has_value(); }
    void forget() override { m_answer.reset(); }
    [[nodiscard]] tasks::PendingQuery send(std::shared_ptr<broker::Connection> connection) override {
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
