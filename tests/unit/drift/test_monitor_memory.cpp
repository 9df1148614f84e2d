#include "drift/drift_json.h"
#include "support/result_check.h"
#include "unit/drift/watched_plant.h"

#include <map>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::drift;
using namespace driftwood::test;

namespace {

QStringList reportTexts(const std::vector<DriftReport>& reports) {
    QStringList texts;
    for (const DriftReport& report : reports)
        texts << QString::fromStdString(toJson(report).dump());
    return texts;
}

const DriftConfig kWindows{.windowRecords = 500, .minimumRecords = 100};

} // namespace

/// A drift monitor's state across sessions.
class TestMonitorMemory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // However often a monitor is stopped, also within a window, its state lets the next session continue
    // without a break: with the same reports, and the same alarms in the same windows.
    void manySittingsAreOne() {
        const auto model = plantModel();
        Plant plant(21);
        plant.run(3100, {});
        plant.run(4000, {.shift = 0.8, .missing = 0.2, .zone = "south", .errorRate = 0.4});
        plant.run(5000, {});
        const auto once = monitorOf(kWindows, model);
        const auto wanted = reportTexts(observeInBatches(*once, plant, 64));

        SeededRandom random(3);
        auto monitor = monitorOf(kWindows, model);
        QStringList reports;
        std::map<std::string, std::string> alarms;
        for (std::size_t row = 0; row < plant.rows.rows();) {
            const std::size_t end = std::min<std::size_t>(row + random.below(700), plant.rows.rows());
            reports += reportTexts(observeRows(*monitor, plant, row, end, 64));
            row = end;
            std::vector<Alarm> open;
            for (const Alarm& alarm : monitor->alarms()) {
                alarms[alarm.id] = toJson(alarm).dump();
                if (!alarm.clearedAt)
                    open.push_back(alarm);
            }
            auto next = monitorOf(kWindows, model);
            next->resume(open);
            VERIFY_OK(next->recall(monitor->memory()));
            QCOMPARE(next->memory(), monitor->memory());
            monitor = std::move(next);
        }
        QCOMPARE(reports, wanted);
        QVERIFY(once->alarms().size() >= 4);
        QCOMPARE(alarms.size(), once->alarms().size());
        for (const Alarm& alarm : once->alarms())
            QCOMPARE(alarms[alarm.id], toJson(alarm).dump());
    }
    /// Another model was promoted in its place, watched 6,000 records, and was taken back.
    void anAlarmCoversNothingThatAnotherMonitorWatched() {
        Plant plant(7);
        plant.run(14'000, {.shift = 3.0});
        const auto before = monitorOf(kWindows);
        (void)observeRows(*before, plant, 0, 4000, 64);
        QCOMPARE(before->alarms().size(), std::size_t(1));
        QVERIFY(!before->alarms().front().clearedAt);

        const auto after = monitorOf(kWindows);
        after->resume(before->alarms());
        after->comeBackAt({{PartitionId(0), Offset(6000)}, {PartitionId(1), Offset(6000)}});
        (void)observeRows(*after, plant, 10'000, 14'000, 64);
        QCOMPARE(after->alarms().size(), std::size_t(1));
        const drift::Alarm& alarm = after->alarms().front();
        for (const int partition : {0, 1}) {
            std::vector<broker::OffsetRange> of;
            for (const broker::OffsetRange& range : alarm.range.ranges)
                if (range.partition == PartitionId(partition))
                    of.push_back(range);
            QCOMPARE(of.size(), std::size_t(2));
            QCOMPARE(of[0].end, Offset(3000));
            QCOMPARE(of[1].begin, Offset(6000));
            QCOMPARE(of[1].end, Offset(8000));
        }
        QCOMPARE(alarm.rows.records, alarm.range.span());
    }

    void whatIsNoMemoryIsRefused_data() {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("value");
        for (const auto& [where, value] :
             {std::pair("/window/records", "500"),
              std::pair("/window/records", "-1"),
              std::pair("/window/fields/0/values", "[1,2,3,null]"),
              std::pair("/window/fields/0/values/3", "\"much\""),
              std::pair("/window/fields/1/values/7", "99"),
              std::pair("/window/fields/1/values/7", "0.5"),
              std::pair("/window/fields/1/values", "[1]"),
              std::pair("/window/rows", "[]"),
              std::pair("/window/rows/0", "[1]"),
              std::pair("/window/rows/0/4", "-1"),
              std::pair("/window/fields", "[]"),
              std::pair("/window/fields/0/path", "\"else\""),
              std::pair("/window/range/topic", "\"else\""),
              std::pair("/errors/count", "501"),
              std::pair("/errors/adwin/rows", "[]"),
              std::pair("/errors/adwin/rows", "[[[1,0],[1,0],[1,0],[1,0],[1,0],[1,0]]]"),
              std::pair("/errors/adwin/sum", "\"much\""),
              std::pair("/rise", "[1]"),
              std::pair("/risen", "[1]"),
              std::pair("/risen", "[0.5,-1]"),
              std::pair("/risen", "[0.5,9223372036854775807]"),
              std::pair("/recent_errors", "7"),
              std::pair("/recent_errors", "[[1.0]]"),
              std::pair("/recent_errors", "[[1.0,-1]]"),
              std::pair("/recent_errors", "[[1.0,501]]"),
              std::pair("/in_a_row", "[{\"kind\":\"mood\",\"field\":0,\"beyond\":0,\"calm\":1}]"),
              std::pair("/errors", "7")})
            QTest::addRow("%s %s", where, value) << where << value;
    }
    void whatIsNoMemoryIsRefused() {
        QFETCH(QString, where);
        QFETCH(QString, value);
        const auto model = plantModel();
        const auto before = monitorOf(kWindows, model);
        Plant plant(22);
        plant.run(700, {});
        (void)observeInBatches(*before, plant, 64);
        auto memory = nlohmann::json::parse(before->memory());
        VERIFY_OK(monitorOf(kWindows, model)->recall(memory.dump()));
        memory[nlohmann::json::json_pointer(where.toStdString())] =
            nlohmann::json::parse(value.toStdString());
        const auto recalled = monitorOf(kWindows, model)->recall(memory.dump());
        QVERIFY(!recalled);
        QCOMPARE(recalled.error().code, ErrorCode::CorruptData);
    }
    void aMemoryOfOtherSettingsIsForgotten() {
        const auto model = plantModel();
        const auto before = monitorOf(kWindows, model);
        Plant plant(23);
        plant.run(250, {});
        (void)observeInBatches(*before, plant, 64);
        const auto after = monitorOf({.windowRecords = 300, .minimumRecords = 100}, model);
        VERIFY_OK(after->recall(before->memory()));
        QVERIFY(!after->flush());
    }
    void aVeryLongWindowIsNotRemembered() {
        const DriftConfig config{.windowRecords = 1'000'000};
        const auto model = plantModel();
        const auto before = monitorOf(config, model);
        Plant plant(24);
        plant.run(DriftMonitor::kMostRemembered, {});
        (void)observeInBatches(*before, plant, 1000);
        const auto after = monitorOf(config, model);
        VERIFY_OK(after->recall(before->memory()));
        QVERIFY(!after->flush());
        QVERIFY(before->flush().has_value());
    }
};

QTEST_GUILESS_MAIN(TestMonitorMemory)
#include "test_monitor_memory.moc"
