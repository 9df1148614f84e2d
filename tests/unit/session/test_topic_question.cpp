#include "broker/embedded_broker.h"
#include "session/topic_question.h"
#include "support/result_check.h"

#include <QSignalSpy>
#include <QtTest>

// When a broker is queried about a topic, and how answers are handled.

using namespace driftwood;
using namespace driftwood::session;
using namespace driftwood::tasks;
using namespace std::chrono_literals;

namespace {

constexpr int kSlowMs = 20000;
const TopicName kFirst("first");
const TopicName kSecond("second");

/// Counts the queries; the test determines the answer.
struct Asked {
    std::atomic<int> times = 0;
    std::atomic<bool> fails = false;
    std::atomic<bool> unsupported = false;
};

using Question = TopicQuestion<std::string>;

} // namespace

class TestTopicQuestion : public QObject {
    Q_OBJECT

    std::unique_ptr<broker::EmbeddedBroker> m_broker;
    std::unique_ptr<Background> m_background;
    std::unique_ptr<ConnectionSession> m_connection;
    std::shared_ptr<Asked> m_asked;

    std::unique_ptr<Question> question(std::chrono::milliseconds keepUpEvery = {}) {
        return question(m_asked, keepUpEvery);
    }
    std::unique_ptr<Question> question(const std::shared_ptr<Asked>& counter,
                                       std::chrono::milliseconds keepUpEvery) {
        const auto work = [asked = counter](broker::Connection&, const TopicName& topic,
                                            const std::stop_token&) -> Result<std::string> {
            ++asked->times;
            if (asked->unsupported)
                return fail(ErrorCode::Unsupported, "not told");
            if (asked->fails)
                return fail(ErrorCode::Unreachable, "no answer");
            return "of " + topic.value;
        };
        return std::make_unique<Question>(*m_background, *m_connection, work, keepUpEvery);
    }

    /// Waits until another query, repeated every 10 ms, has been asked several more times.
    void waitForRounds() {
        const auto counter = std::make_shared<Asked>();
        const auto other = question(counter, 10ms);
        other->setTopic(kFirst);
        other->setShown(true);
        QTRY_VERIFY_WITH_TIMEOUT(counter->times.load() >= 5, kSlowMs);
    }

    void waitForConnection() {
        QTRY_COMPARE_WITH_TIMEOUT(m_connection->state(), ConnectionSession::State::Connected, kSlowMs);
    }

  private Q_SLOTS:
    void initTestCase() {
        auto broker = broker::EmbeddedBroker::start();
        VERIFY_OK(broker);
        m_broker = std::move(*broker);
    }

    void init() {
        m_asked = std::make_shared<Asked>();
        m_background = std::make_unique<Background>();
        m_connection = std::make_unique<ConnectionSession>(*m_background);
        m_connection->connectTo(m_broker->profile());
        waitForConnection();
    }

    void cleanup() {
        m_connection.reset();
        m_background.reset();
    }

    void itIsAskedOnceItIsShownAndOnceATopic() {
        const auto asked = question();
        asked->setTopic(kFirst);
        QVERIFY(!asked->asking());
        waitForRounds();
        QCOMPARE(m_asked->times.load(), 0);
        asked->setShown(true);
        QTRY_VERIFY_WITH_TIMEOUT(asked->answer().has_value(), kSlowMs);
        QCOMPARE(*asked->answer(), std::string("of first"));
        asked->setShown(false);
        asked->setShown(true); // a known answer is not queried again
        QVERIFY(!asked->asking());
        waitForRounds();
        QCOMPARE(m_asked->times.load(), 1);
        asked->ask();
        QTRY_COMPARE_WITH_TIMEOUT(m_asked->times.load(), 2, kSlowMs);
    }

    void anotherTopicsAnswerIsNeverShown() {
        const auto asked = question();
        asked->setShown(true);
        asked->setTopic(kFirst);
        asked->setTopic(kSecond); // while the first topic is being queried
        QVERIFY(!asked->answer());
        QTRY_VERIFY_WITH_TIMEOUT(asked->answer().has_value(), kSlowMs);
        QCOMPARE(*asked->answer(), std::string("of second"));
        asked->setTopic(kFirst);
        QVERIFY(!asked->answer());
    }

    void itKeepsUpOnlyWhileShown() {
        const auto asked = question(10ms);
        asked->setTopic(kFirst);
        asked->setShown(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_asked->times.load() >= 3, kSlowMs);
        asked->setShown(false);
        QTRY_VERIFY_WITH_TIMEOUT(!asked->asking(), kSlowMs); // one query may have been pending
        const int before = m_asked->times;
        waitForRounds();
        QCOMPARE(m_asked->times.load(), before);
    }

    void aFailureKeepsTheLastAnswerAndIsTriedAgain() {
        const auto asked = question(10ms);
        asked->setTopic(kFirst);
        asked->setShown(true);
        QTRY_VERIFY_WITH_TIMEOUT(asked->answer().has_value(), kSlowMs);
        m_asked->fails = true;
        QTRY_VERIFY_WITH_TIMEOUT(asked->error().has_value(), kSlowMs);
        QCOMPARE(asked->error()->code, ErrorCode::Unreachable);
        QVERIFY(asked->answer().has_value());
        m_asked->fails = false;
        QTRY_VERIFY_WITH_TIMEOUT(!asked->error().has_value(), kSlowMs);
    }

    void whatABrokerDoesNotSupportIsNotAskedAgainAndAgain() {
        m_asked->unsupported = true;
        const auto asked = question(10ms);
        asked->setTopic(kFirst);
        asked->setShown(true);
        QTRY_VERIFY_WITH_TIMEOUT(asked->error().has_value(), kSlowMs);
        waitForRounds();
        QCOMPARE(m_asked->times.load(), 1);
    }

    void anotherClusterIsAskedAfresh() {
        const auto asked = question();
        asked->setTopic(kFirst);
        asked->setShown(true);
        QTRY_VERIFY_WITH_TIMEOUT(asked->answer().has_value(), kSlowMs);
        m_connection->connectTo(m_broker->profile());
        QVERIFY(!asked->answer());
        waitForConnection();
        QTRY_VERIFY_WITH_TIMEOUT(asked->answer().has_value(), kSlowMs);
        QCOMPARE(m_asked->times.load(), 2);
    }
};

QTEST_GUILESS_MAIN(TestTopicQuestion)
#include "test_topic_question.moc"
