#include "embedded_topic.h"
#include "support/memory_cluster.h"
#include "support/result_check.h"

#include <algorithm>
#include <sstream>

using namespace driftwood;
using namespace driftwood::broker;
using namespace driftwood::test;
using namespace std::chrono_literals;

namespace {

constexpr int kPartitions = 2;
const std::string kGroup("scorers");

std::string codeOf(const Error& error) { return "error " + std::to_string(static_cast<int>(error.code)); }
template <class T>
std::string codeOf(const Result<T>& result) {
    return result ? "ok" : codeOf(result.error());
}

std::string textOf(const std::vector<Position>& positions) {
    std::ostringstream out;
    for (const Position& at : positions)
        out << at.partition.value << "/" << at.offset.value << " ";
    return out.str();
}
std::string textOf(const Result<std::vector<Position>>& positions) {
    return positions ? textOf(*positions) : codeOf(positions.error());
}

TailReader::Start from(std::vector<std::int64_t> offsets) {
    TailReader::Start start;
    for (std::size_t p = 0; p < offsets.size(); ++p)
        start.positions.push_back({PartitionId(static_cast<int>(p)), Offset(offsets[p])});
    return start;
}

/// Every record of a batch in full, by position.
void addLines(const RawBatch& batch, std::map<Position, std::string>& lines) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const RawRecord& record = batch.records()[i];
        lines[{record.partition, record.offset}] =
            std::to_string(record.timestamp.value) + (record.hasKey ? " key " : " no key ") +
            std::string(record.key) + (record.hasValue ? " = " : " none ") + std::string(record.value) + " " +
            batch.headers(i).at(0).second.value() + std::string(batch.header(i, "n").value_or("nothing"));
    }
}
std::string textOf(const std::map<Position, std::string>& lines) {
    std::string out;
    for (const auto& [at, line] : lines)
        out += textOf(std::vector{at}) + line + "\n";
    return out;
}

std::string textOf(Result<std::unique_ptr<RangeReader>> reader) {
    std::map<Position, std::string> lines;
    while (reader && !(*reader)->finished()) {
        auto batch = (*reader)->next({});
        if (!batch)
            return codeOf(batch.error());
        addLines(*batch, lines);
    }
    return reader ? textOf(lines) : codeOf(reader.error());
}

/// The records of a tail until there are `count` of them or nothing comes for a while.
std::string follow(TailReader& tail, std::size_t count) {
    std::map<Position, std::string> lines;
    while (lines.size() < count) {
        auto batch = tail.next({}, 10s);
        if (!batch)
            return codeOf(batch.error());
        if (batch->empty())
            return "nothing more after\n" + textOf(lines);
        addLines(*batch, lines);
    }
    return textOf(lines);
}

} // namespace

/// Tests of other rooms use a cluster in memory: it must answer as a broker does.
class TestMemoryCluster : public QObject {
    Q_OBJECT

    EmbeddedTopic m_embedded;
    std::shared_ptr<Connection> m_memory = MemoryCluster::create()->connect();

    std::array<Connection*, 2> both() { return {m_embedded.connection.get(), m_memory.get()}; }
    /// A topic of fifty records, in both clusters.
    Status make(const TopicName& topic) {
        if (Status made = m_embedded.broker->createTopic(topic, kPartitions); !made)
            return made;
        if (Status made = m_memory->createTopic(topic, kPartitions); !made)
            return made;
        for (Connection* connection : both())
            if (Status written = write(*connection, topic, 50); !written)
                return written;
        return {};
    }
    static Status write(Connection& connection, const TopicName& topic, int count) {
        auto publisher = connection.openPublisher(topic);
        if (!publisher)
            return forward(publisher);
        for (int i = 0; i < count; ++i) {
            const std::string value = "value " + std::to_string(i);
            const Status written =
                (*publisher)
                    ->publish({.partition = PartitionId(i % kPartitions),
                               .key = i % 3 == 0 ? std::nullopt : std::optional(std::string_view("k")),
                               .value = i % 5 == 0 ? std::nullopt : std::optional(std::string_view(value)),
                               .timestamp = TimestampMs(1000 + i),
                               .headers = {{"n", std::to_string(i)}}});
            if (!written)
                return written;
        }
        return (*publisher)->flush(10s);
    }
    /// Asks both and compares the answers.
    template <class Question>
    void same(const std::string& expected, Question question) {
        for (Connection* connection : both()) {
            const std::string answer = question(*connection);
            QVERIFY2(answer.find(expected) != std::string::npos,
                     ((connection == m_memory.get() ? "in memory: " : "broker: ") + answer +
                      "\nexpected: " + expected)
                         .c_str());
        }
        QCOMPARE(QString::fromStdString(question(*m_memory)),
                 QString::fromStdString(question(*m_embedded.connection)));
    }
    static std::string code(ErrorCode code) { return codeOf(Error{code, "", "", ""}); }

  private Q_SLOTS:
    void initTestCase() {
        auto embedded = EmbeddedTopic::start();
        VERIFY_OK(embedded);
        m_embedded = std::move(*embedded);
        VERIFY_OK(make(TopicName("alike")));
    }

    void ranges_data() {
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QList<int>>("bounds"); ///< partition, begin, end of each range
        QTest::addColumn<QString>("expected");
        const auto failure = [](ErrorCode code) {
            return QString::fromStdString(codeOf(Error{code, "", "", ""}));
        };
        QTest::newRow("whole log") << "alike" << QList{0, 0, 25, 1, 0, 25}
                                   << "1/24 1049 key k = value 49 4949";
        QTest::newRow("a part and nothing")
            << "alike" << QList{0, 3, 9, 1, 5, 5} << "0/3 1006 no key  = value 6";
        QTest::newRow("beyond the end")
            << "alike" << QList{0, 20, 30, 1, 0, 25} << failure(ErrorCode::Stalled);
        QTest::newRow("from beyond the end") << "alike" << QList{0, 30, 40} << failure(ErrorCode::RangeGone);
        QTest::newRow("two of one partition")
            << "alike" << QList{0, 0, 3, 0, 5, 9} << failure(ErrorCode::InvalidArgument);
        QTest::newRow("negative partition")
            << "alike" << QList{-1, 0, 3} << failure(ErrorCode::InvalidArgument);
        QTest::newRow("no such partition") << "alike" << QList{2, 0, 3} << failure(ErrorCode::TopicGone);
        QTest::newRow("no such topic") << "nowhere" << QList{0, 0, 3} << failure(ErrorCode::TopicGone);
    }
    void ranges() {
        QFETCH(QString, topic);
        QFETCH(QList<int>, bounds);
        QFETCH(QString, expected);
        TopicRanges ranges{TopicName(topic.toStdString()), {}};
        for (int i = 0; i + 2 < bounds.size(); i += 3)
            ranges.ranges.push_back(range(bounds[i], bounds[i + 1], bounds[i + 2]));
        const ReadOptions options{.stallBudget = 300ms, .maxBatch = 7};
        same(expected.toStdString(),
             [&](Connection& connection) { return textOf(connection.openRangeReader(ranges, options)); });
        same(expected.toStdString(), [&](Connection& connection) {
            return textOf(connection.createWindowReader(Isolation::ReadCommitted)->open(ranges, options));
        });
    }

    void offsetsByTime() {
        for (const std::int64_t time : {0, 1000, 1017, 1049, 2000})
            same("1/", [&](Connection& connection) {
                return textOf(connection.offsetsAtTime(TopicName("alike"), TimestampMs(time)));
            });
        same(code(ErrorCode::NotFound), [&](Connection& connection) {
            return textOf(connection.offsetsAtTime(TopicName("nowhere"), TimestampMs(0)));
        });
    }

    void keysGoToTheSamePartition() {
        const TopicName topic("keys");
        VERIFY_OK(m_embedded.broker->createTopic(topic, 7));
        VERIFY_OK(m_memory->createTopic(topic, 7));
        for (Connection* connection : both()) {
            auto publisher = connection->openPublisher(topic);
            VERIFY_OK(publisher);
            for (int i = 0; i < 40; ++i)
                VERIFY_OK((*publisher)
                              ->publish({.key = "key " + std::to_string(i),
                                         .value = "v",
                                         .timestamp = TimestampMs(1),
                                         .headers = {{"n", "1"}}}));
            VERIFY_OK(
                (*publisher)
                    ->publish(
                        {.key = "", .value = "", .timestamp = TimestampMs(1), .headers = {{"n", "1"}}}));
            VERIFY_OK((*publisher)->flush(10s));
            QCOMPARE((*publisher)->delivered(), 41);
        }
        same("0/0", [&](Connection& connection) {
            TopicRanges all{topic, {}};
            const auto marks = connection.watermarks(topic).value();
            for (const Watermarks& mark : marks)
                all.ranges.push_back({mark.partition, mark.low, mark.high});
            return textOf(connection.openRangeReader(all, {}));
        });
    }

    void publishersRefuseAlike() {
        same(code(ErrorCode::NotFound),
             [](Connection& connection) { return codeOf(connection.openPublisher(TopicName("nowhere"))); });
        for (const bool keeps : {false, true})
            same(keeps ? "ok 1 tag 77 lasting" : "error", [&](Connection& connection) {
                auto publisher = connection.openPublisher(TopicName("alike"), {.keepUndelivered = keeps});
                if (!publisher)
                    return std::string("not opened");
                Status sent =
                    (*publisher)
                        ->publish(
                            {.partition = PartitionId(9), .key = {}, .value = "v", .headers = {}, .tag = 77});
                if (sent)
                    sent = (*publisher)->flush(10s);
                const auto undelivered = (*publisher)->takeUndelivered();
                std::string out = codeOf(sent) + " " + std::to_string(undelivered.size());
                for (const Undelivered& each : undelivered)
                    out += " tag " + std::to_string(each.tag) +
                           (each.fault == DeliveryFault::Lasting ? " lasting" : " passing");
                return out + ", delivered " + std::to_string((*publisher)->delivered());
            });
    }

    void tailsFollowAlike() {
        const TopicName topic("followed");
        VERIFY_OK(make(topic));
        std::vector<std::string> transcripts;
        for (Connection* connection : both()) {
            auto tail = connection->openTail(topic, from({20, 25}), {});
            VERIFY_OK(tail);
            std::string said = follow(**tail, 5) + textOf((*tail)->positions());
            VERIFY_OK(write(*connection, topic, 20));
            said += "\nwritten\n" + follow(**tail, 20) + textOf((*tail)->positions());
            VERIFY_OK((*tail)->setHeld({PartitionId(0)}));
            VERIFY_OK(write(*connection, topic, 20));
            said += "\nheld\n" + follow(**tail, 10) + textOf((*tail)->positions());
            QTRY_COMPARE_WITH_TIMEOUT((*tail)->next({}, 10ms).value().size(), std::size_t(0), 1000);
            VERIFY_OK((*tail)->setHeld({}));
            said += "\nreleased\n" + follow(**tail, 10) + textOf((*tail)->positions());
            QTRY_COMPARE_WITH_TIMEOUT(((*tail)->next({}, 10ms), (*tail)->lag()), std::int64_t(0), 10000);
            said += (*tail)->endFellBehind() ? "\nbehind" : "\nnot behind";
            said += "\n" + codeOf((*tail)->commit((*tail)->positions()));
            transcripts.push_back(said);
        }
        QVERIFY2(transcripts[0].find("held\n1/35 ") != std::string::npos, transcripts[0].c_str());
        QCOMPARE(QString::fromStdString(transcripts[1]), QString::fromStdString(transcripts[0]));
    }

    void tailsRefuseAlike() {
        const TopicName topic("alike");
        same(code(ErrorCode::InvalidArgument),
             [&](Connection& connection) { return codeOf(connection.openTail(topic, {}, {})); });
        same(code(ErrorCode::TopicGone), [&](Connection& connection) {
            return codeOf(connection.openTail(TopicName("nowhere"), from({0}), {}));
        });
        same(code(ErrorCode::RangeGone), [&](Connection& connection) {
            auto tail = connection.openTail(topic, from({0, 500}), {});
            if (!tail)
                return codeOf(tail);
            // The other partition's records may come first.
            for (int i = 0; i < 100; ++i)
                if (auto batch = (*tail)->next({}, 100ms); !batch)
                    return codeOf(batch.error());
            return std::string("no error");
        });
        same(code(ErrorCode::Cancelled), [&](Connection& connection) {
            auto tail = connection.openTail(topic, from({25, 25}), {});
            std::stop_source source;
            source.request_stop();
            return tail ? codeOf((*tail)->next(source.get_token(), 60s)) : codeOf(tail);
        });
    }

    void commitsAreKeptAlike() {
        const TopicName topic("committed");
        VERIFY_OK(make(topic));
        for (Connection* connection : both()) {
            auto tail = connection->openTail(topic, from({0, 0}), kGroup);
            VERIFY_OK(tail);
            VERIFY_OK((*tail)->commit({{PartitionId(1), Offset(4)}}));
            VERIFY_OK((*tail)->commit({{PartitionId(0), Offset(10)}}));
            VERIFY_OK((*tail)->commit({}));
        }
        const auto committed = [](const std::string& group, const TopicName& name) {
            return [=](Connection& connection) { return textOf(connection.committed(group, name)); };
        };
        same("0/10 1/4 ", committed(kGroup, topic));
        same("", committed("others", topic));
        same(code(ErrorCode::InvalidArgument), committed("", topic));
        same(code(ErrorCode::NotFound), committed(kGroup, TopicName("nowhere")));
        same(code(ErrorCode::NotFound), committed("", TopicName("nowhere")));
        same("0/10 working", [&](Connection& connection) {
            auto observer = connection.observeGroup(kGroup, topic, {PartitionId(0), PartitionId(1)});
            if (!observer)
                return codeOf(observer);
            auto positions = (*observer)->positions(5s, {});
            if (!positions)
                return codeOf(positions);
            std::string out;
            for (const GroupPosition& each : *positions)
                out += std::to_string(each.position.partition.value) + "/" +
                       std::to_string(each.position.offset.value) + (each.ended() ? " ended " : " working ");
            return out;
        });
    }
};

QTEST_GUILESS_MAIN(TestMemoryCluster)
#include "test_memory_cluster.moc"
