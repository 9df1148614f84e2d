// The simulators' guarantees: the same bytes for the same seed, ordered times, strict definitions.
#include "base/clock.h"
#include "base/files.h"
#include "demo_records.h"
#include "support/result_check.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

#include <map>
#include <set>

using namespace driftwood;
using namespace driftwood::test;

namespace {

/// Runs all phases of a demo (history, live with a changed rate, drift) in steps of `stepMs`.
QByteArray digestOfAWorld(std::uint64_t seed, std::int64_t stepMs) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto& simulator : loadWorld(seed)) {
        std::vector<demo::DemoRecord> records;
        const auto stretch = [&](TimestampMs from, TimestampMs to) {
            for (TimestampMs at = from; at < to; at.value += stepMs)
                simulator->generate(at, std::min(TimestampMs(at.value + stepMs), to), records);
        };
        stretch(TimestampMs(kMidnight.value - 24 * kHourMs), kMidnight);
        simulator->setRecordsPerSecond(simulator->liveRecordsPerSecond());
        stretch(kMidnight, after(kMidnight, 20));
        simulator->startDrift(after(kMidnight, 20));
        stretch(after(kMidnight, 20), after(kMidnight, 60));
        for (const auto& record : records) {
            const std::string line = std::to_string(record.timestamp.value) + ' ' +
                                     std::to_string(record.partition) + ' ' + record.key + ' ' +
                                     record.value + '\n';
            hash.addData(QByteArrayView(line.data(), static_cast<qsizetype>(line.size())));
        }
    }
    return hash.result().toHex();
}

} // namespace

class TestDemoWorld : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theWorldHasItsFourTopics() {
        std::map<std::string, int> partitions;
        for (const auto& simulator : loadWorld(1))
            partitions[simulator->topic()] = simulator->partitions();
        const std::map<std::string, int> expected = {
            {"plant.machines", 4}, {"city.trips", 3}, {"plant.alarms", 1}, {"shop.orders", 3}};
        QVERIFY(partitions == expected);
    }

    void theSameSeedGivesTheSameBytesHoweverTimeIsDivided() {
        const QByteArray digest = digestOfAWorld(1, 24 * kHourMs);
        QCOMPARE(digestOfAWorld(1, 24 * kHourMs), digest);
        QCOMPARE(digestOfAWorld(1, 10'000), digest);
        QVERIFY(digestOfAWorld(2, 24 * kHourMs) != digest);
    }

    void recordsComeInTimeOrderWithinTheirTimesAndKeepTheirPartition() {
        for (const auto& simulator : loadWorld(1)) {
            const TimestampMs from(kMidnight.value - 24 * kHourMs);
            auto records = generate(*simulator, from, kMidnight);
            QVERIFY2(!records.empty(), simulator->topic().c_str());
            simulator->setRecordsPerSecond(simulator->liveRecordsPerSecond());
            simulator->generate(kMidnight, after(kMidnight, 30), records);
            std::map<std::string, int> partitionOf;
            TimestampMs last = from;
            for (const auto& record : records) {
                QVERIFY(record.timestamp >= last);
                QVERIFY(record.timestamp < after(kMidnight, 30));
                last = record.timestamp;
                QVERIFY(record.partition >= 0 && record.partition < simulator->partitions());
                QCOMPARE(partitionOf.emplace(record.key, record.partition).first->second, record.partition);
            }
            std::set<int> used;
            for (const auto& [key, partition] : partitionOf)
                used.insert(partition);
            QCOMPARE(static_cast<int>(used.size()), simulator->partitions());
        }
    }

    void aDayOfHistoryFitsTheEmbeddedBroker() {
        for (const auto& simulator : loadWorld(1)) {
            std::map<int, std::size_t> bytes;
            for (const auto& record :
                 generate(*simulator, TimestampMs(kMidnight.value - 24 * kHourMs), kMidnight))
                bytes[record.partition] += record.key.size() + record.value.size() + 16;
            for (const auto& [partition, size] : bytes) {
                // Less than 5 MiB even without compression, so that live records have room.
                QVERIFY2(size < 4 * 1024 * 1024, std::to_string(size).c_str());
            }
        }
    }

    void theRateIsTheDefinitionsAndCanBeChanged() {
        const auto machines = loadTopic("plant.machines");
        const auto history =
            generate(*machines, TimestampMs(kMidnight.value - 24 * kHourMs), kMidnight).size();
        QVERIFY2(history >= 30000 && history <= 60000, std::to_string(history).c_str());
        machines->setRecordsPerSecond(200.0);
        const auto live = generate(*machines, kMidnight, after(kMidnight, 10)).size();
        QVERIFY2(live > 1950 && live < 2050, std::to_string(live).c_str());
        machines->setRecordsPerSecond(0.0);
        QCOMPARE(generate(*machines, after(kMidnight, 10), after(kMidnight, 20)).size(), std::size_t(0));
        machines->setRecordsPerSecond(1000.0);
        const auto fast = generate(*machines, after(kMidnight, 20), after(kMidnight, 21)).size();
        QVERIFY2(fast > 950 && fast < 1050, std::to_string(fast).c_str());
    }

    void aMachineRecordHasTheDocumentedFields() {
        const auto machines = loadTopic("plant.machines");
        const Parsed parsed(generate(*machines, kMidnight, after(kMidnight, 120)));
        QVERIFY(parsed.values.size() > 40);
        for (std::size_t i = 0; i < parsed.values.size(); ++i) {
            const auto& value = parsed.values[i];
            QCOMPARE(value.at("ts").get<std::string>(), formatIso8601(parsed.records[i].timestamp));
            QCOMPARE(value.at("machine").get<std::string>(), parsed.records[i].key);
            QVERIFY(value.at("line").is_string());
            QVERIFY(value.at("mode").is_string());
            QVERIFY(value.at("fault").is_boolean());
            QVERIFY(value.at("bearing_temperature").is_number_float());
            QVERIFY(value.at("env").at("ambient").is_number_float());
            QVERIFY(value.at("env").contains("humidity"));
            QCOMPARE(value.size(), std::size_t(4 + 11 + 1 + 1));
        }
        QCOMPARE(parsed.records.front().key.size(), std::string("machine-01").size());
    }

    void everyRoundHasEveryMachineOnce() {
        const auto machines = loadTopic("plant.machines");
        machines->setRecordsPerSecond(200.0);
        const auto records = generate(*machines, kMidnight, after(kMidnight, 5));
        for (std::size_t round = 0; round + 40 <= records.size(); round += 40) {
            std::set<std::string> keys;
            for (std::size_t i = round; i < round + 40; ++i)
                keys.insert(records[i].key);
            QCOMPARE(keys.size(), std::size_t(40));
        }
    }

    void aDefinitionIsReadStrictly_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("named");
        const auto row = [](const char* name, const char* file, const char* before, const char* after,
                            const char* named) { QTest::newRow(name) << file << before << after << named; };
        row("no JSON", "plant.machines.json", "{", "", "JSON");
        row("unknown kind", "city.trips.json", "\"trips\"", "\"boats\"", "kind");
        row("unknown field", "plant.alarms.json", "\"unreported\"", "\"unrecorded\"", "unre");
        row("wrong type", "plant.machines.json", "\"machines\": 40", "\"machines\": \"40\"", "machines");
        row("no machine", "plant.machines.json", "\"machines\": 40", "\"machines\": 0", "machines");
        row("a name with a quote", "plant.machines.json", "machine-", "machine\\\"", "keyPrefix");
        row("a list that is none", "plant.machines.json", "[{\"name\": \"assembly\"}",
            "{\"name\": \"assembly\"}", "JSON");
        row("shares beyond one", "plant.machines.json", "\"share\": 0.7", "\"share\": 0.8", "modes");
        row("too much explained", "plant.machines.json", "\"machine\": 0.35, \"load\": 0.8",
            "\"machine\": 0.95, \"load\": 0.8", "sensors[7].machine");
        row("a sensor twice", "plant.machines.json", "\"path\": \"flow\"", "\"path\": \"torque\"", "torque");
        row("a nested object torn apart", "plant.machines.json", "\"path\": \"flow\"",
            "\"path\": \"env.flow\"", "env.");
        row("nested too deep", "plant.machines.json", "env.humidity", "env.air.humidity", "sensors[11].path");
        row("an effect on no sensor", "plant.machines.json", "{\"sensor\": \"current\"",
            "{\"sensor\": \"currant\"", "faults.kinds.overheating.effects[1].sensor");
        row("drift of no sensor", "plant.machines.json",
            "{\"sensor\": \"bearing_temperature\", \"shift\": 3.0,",
            "{\"sensor\": \"bearing\", \"shift\": 3.0,", "drift.sensor");
        row("faults longer than slots", "plant.machines.json", "\"maxSeconds\": 600", "\"maxSeconds\": 901",
            "faults.maxSeconds");
        row("alarms of nothing", "plant.alarms.json", "plant.machines", "plant.robots", "plant.robots");
        row("a tier that the schema lacks", "shop.orders.json", "\"SILVER\"", "\"TIN\"", "customer.tier");
        row("a schema that is none", "shop.orders-2.avsc", "\"record\"", "\"recd\"", "not an Avro schema");
        row("the same topic twice", "city.trips.json", "city.trips", "plant.machines", "plant.machines");
        row("weather without a share", "city.trips.json", "\"name\": \"fog\", \"share\": 0.1,",
            "\"name\": \"fog\",", "weather[2].share");
    }
    void aDefinitionIsReadStrictly() {
        QFETCH(QString, file);
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, named);
        const QTemporaryDir folder;
        const std::filesystem::path source = demo::definitionsFolder().value();
        for (const auto& entry : std::filesystem::directory_iterator(source)) {
            QString text = QString::fromStdString(readFile(entry.path()).value());
            if (entry.path().filename() == file.toStdString()) {
                const auto at = text.indexOf(before);
                QVERIFY2(at >= 0, "the text to be changed is not in the definition");
                text.replace(at, before.size(), after);
            }
            VERIFY_OK(writeFileAtomically(std::filesystem::path(folder.path().toStdString()) /
                                              entry.path().filename(),
                                          text.toStdString()));
        }
        const auto world = demo::loadWorld(folder.path().toStdString(), 1);
        VERIFY_FAILS(world, ErrorCode::CorruptData);
        const std::string error = world.error().text();
        QVERIFY2(error.find(named.toStdString()) != std::string::npos, error.c_str());
        QVERIFY2(error.find(folder.path().toStdString()) != std::string::npos, error.c_str());
    }

    void aFolderWithoutDefinitionsIsNamed() {
        const QTemporaryDir folder;
        VERIFY_FAILS(demo::loadWorld(folder.path().toStdString(), 1), ErrorCode::NotFound);
        VERIFY_FAILS(demo::loadWorld(folder.filePath("nowhere").toStdString(), 1), ErrorCode::NotFound);
    }

    void theEnvironmentChoosesTheDefinitions() {
        qputenv("DRIFTWOOD_RESOURCES", "/somewhere/else");
        QCOMPARE(demo::definitionsFolder().value().string(), std::string("/somewhere/else/demo"));
        qunsetenv("DRIFTWOOD_RESOURCES");
        QVERIFY(std::filesystem::exists(demo::definitionsFolder().value() / "plant.machines.json"));
    }
};

QTEST_GUILESS_MAIN(TestDemoWorld)
#include "test_demo_world.moc"
