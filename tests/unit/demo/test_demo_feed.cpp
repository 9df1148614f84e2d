// The embedded broker filled by the demo: history first, live records after it.
#include "base/files.h"
#include "broker/connection.h"
#include "broker/range_reader.h"
#include "demo/demo_feed.h"
#include "demo_records.h"
#include "support/result_check.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <map>

using namespace driftwood;
using namespace driftwood::test;

namespace {

/// Copies the project's definitions, but with a drift that sets in at once.
void copyDefinitionsWithSuddenDrift(const std::filesystem::path& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(demo::definitionsFolder().value())) {
        QString text = QString::fromStdString(readFile(entry.path()).value());
        text.replace("\"rampSeconds\": 20.0", "\"rampSeconds\": 0.0");
        QVERIFY(writeFileAtomically(folder / entry.path().filename(), text.toStdString()));
    }
}

/// All records from `from` (per partition; default: the log's begin) to the present end, as JSON.
struct Contents {
    std::map<int, std::int64_t> ends;
    std::map<int, QByteArray> digests;
    std::int64_t records = 0;
    TimestampMs first{std::numeric_limits<std::int64_t>::max()};
    TimestampMs last{0};
    std::vector<double> bearingTemperatures;
};

Result<Contents> read(demo::DemoFeed& feed, const std::string& topic,
                      const std::map<int, std::int64_t>& from = {}) {
    auto connection = broker::Connection::open(feed.profile());
    if (!connection)
        return forward(connection);
    auto marks = (*connection)->watermarks(TopicName(topic));
    if (!marks)
        return forward(marks);
    Contents contents;
    broker::TopicRanges ranges{TopicName(topic), {}};
    for (const auto& mark : *marks) {
        const auto known = from.find(mark.partition.value);
        const Offset begin = known == from.end() ? Offset(0) : Offset(known->second);
        ranges.ranges.push_back({mark.partition, begin, mark.high});
        contents.ends[mark.partition.value] = mark.high.value;
    }
    // Reads from 0: RangeGone if the broker had to drop the oldest records.
    auto reader = (*connection)->openRangeReader(ranges);
    if (!reader)
        return forward(reader);
    std::map<int, std::unique_ptr<QCryptographicHash>> hashes;
    while (!(*reader)->finished()) {
        auto batch = (*reader)->next({});
        if (!batch)
            return forward(batch);
        for (const auto& record : batch->records()) {
            auto& hash = hashes[record.partition.value];
            if (!hash)
                hash = std::make_unique<QCryptographicHash>(QCryptographicHash::Sha256);
            hash->addData(QByteArray::number(static_cast<qint64>(record.timestamp.value)));
            hash->addData(QByteArrayView(record.key.data(), static_cast<qsizetype>(record.key.size())));
            hash->addData(QByteArrayView(record.value.data(), static_cast<qsizetype>(record.value.size())));
            ++contents.records;
            contents.first = std::min(contents.first, record.timestamp);
            contents.last = std::max(contents.last, record.timestamp);
            if (!record.value.starts_with('{'))
                continue; // Avro
            const auto value = nlohmann::json::parse(record.value);
            if (const auto field = value.find("bearing_temperature"); field != value.end())
                contents.bearingTemperatures.push_back(field->get<double>());
        }
    }
    for (const auto& [partition, hash] : hashes)
        contents.digests[partition] = hash->result().toHex();
    return contents;
}

demo::DemoOptions paused() {
    demo::DemoOptions options;
    options.start = kMidnight;
    options.liveRate = 0.0;
    return options;
}

} // namespace

class TestDemoFeed : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void cleanup() { qunsetenv("DRIFTWOOD_RESOURCES"); }

    void aDayOfHistoryIsThereAtOnceTheSameBytesForTheSameSeed() {
        std::map<std::string, Contents> first;
        for (int round = 0; round < 2; ++round) {
            QElapsedTimer timer;
            timer.start();
            const auto feed = demo::DemoFeed::start(paused());
            VERIFY_OK(feed);
            qInfo("%lld records in %lld ms", static_cast<long long>((*feed)->produced()),
                  static_cast<long long>(timer.elapsed()));
            // plant.alarms follow from faults, which do not stop when the rate is paused.
            for (const std::string topic : {"plant.machines", "city.trips", "shop.orders"}) {
                auto contents = read(**feed, topic);
                VERIFY_OK(contents);
                QVERIFY(contents->first.value >= kMidnight.value - 24 * kHourMs);
                QVERIFY(contents->first.value < kMidnight.value - 23 * kHourMs);
                QVERIFY(contents->last < kMidnight);
                QVERIFY(contents->last.value > kMidnight.value - kHourMs);
                if (round == 0)
                    first[topic] = std::move(*contents);
                else
                    QVERIFY(first[topic].digests == contents->digests);
            }
        }
        QVERIFY(first["plant.machines"].records > 30000);
        QCOMPARE(first["plant.machines"].digests.size(), std::size_t(4));
    }

    void recordsKeepComingUntilPaused() {
        demo::DemoOptions options;
        options.history = std::chrono::hours(1);
        options.liveRate = 5.0;
        auto feed = demo::DemoFeed::start(options);
        VERIFY_OK(feed);
        const auto history = (*feed)->produced();
        QTRY_VERIFY_WITH_TIMEOUT((*feed)->produced() > history + 500, 20000);
        (*feed)->setLiveRate(0.0);
        std::int64_t stopped = 0;
        const auto stands = [&] {
            stopped = (*feed)->produced();
            QTest::qWait(300);                         // some ticks
            return (*feed)->produced() - stopped <= 2; // an alarm may be due
        };
        QTRY_VERIFY_WITH_TIMEOUT(stands(), 20000); // once the current tick has ended
        (*feed)->setLiveRate(5.0);
        QTRY_VERIFY_WITH_TIMEOUT((*feed)->produced() > stopped + 500, 20000);
        VERIFY_OK((*feed)->status());
    }

    void driftOnCommandReachesTheLiveRecords() {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir("demo"));
        copyDefinitionsWithSuddenDrift(folder.filePath("demo").toStdString());
        qputenv("DRIFTWOOD_RESOURCES", folder.path().toUtf8());
        demo::DemoOptions options;
        options.history = std::chrono::hours(1);
        options.liveRate = 10.0;
        auto feed = demo::DemoFeed::start(options);
        VERIFY_OK(feed);
        QVERIFY(!(*feed)->drifting());
        const auto before = read(**feed, "plant.machines");
        VERIFY_OK(before);
        (*feed)->startDrift();
        QVERIFY((*feed)->drifting());
        const auto atCommand = (*feed)->produced();
        QTRY_VERIFY_WITH_TIMEOUT((*feed)->produced() > atCommand + 200, 20000); // the next tick has begun
        const auto atDrift = read(**feed, "plant.machines", before->ends);
        VERIFY_OK(atDrift);
        const auto produced = (*feed)->produced();
        QTRY_VERIFY_WITH_TIMEOUT((*feed)->produced() > produced + 1000, 20000);
        const auto drifted = read(**feed, "plant.machines", atDrift->ends);
        VERIFY_OK(drifted);
        QVERIFY(drifted->records > 500);
        const double shift = mean(drifted->bearingTemperatures) - mean(before->bearingTemperatures);
        QVERIFY2(shift > 2.5 * 3.2, std::to_string(shift).c_str()); // 3 deviations of 3.2 °C
    }

    void driftSetsInByItselfAfterItsTime() {
        demo::DemoOptions options = paused();
        options.history = std::chrono::hours(1);
        options.driftAfter = std::chrono::seconds(1);
        auto feed = demo::DemoFeed::start(options);
        VERIFY_OK(feed);
        QTRY_VERIFY_WITH_TIMEOUT((*feed)->drifting(), 20000);
    }

    void itCanBeDestroyedWhileItsBrokerIsAway() {
        demo::DemoOptions options;
        options.history = std::chrono::hours(1);
        options.liveRate = 10.0;
        auto feed = demo::DemoFeed::start(options);
        VERIFY_OK(feed);
        const auto before = (*feed)->produced();
        VERIFY_OK((*feed)->broker().setUp(false));
        QTRY_VERIFY_WITH_TIMEOUT((*feed)->produced() > before + 200, 20000);
        feed->reset(); // must return; ctest's time limit applies
    }

    void missingDefinitionsAreReported() {
        qputenv("DRIFTWOOD_RESOURCES", "/nowhere/at/all");
        const auto feed = demo::DemoFeed::start({});
        VERIFY_FAILS(feed, ErrorCode::NotFound);
        QVERIFY(feed.error().text().find("/nowhere/at/all") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDemoFeed)
#include "test_demo_feed.moc"
