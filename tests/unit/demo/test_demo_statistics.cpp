// The simulated worlds have the statistics that the demo needs: nothing drifts before the drift is started.
#include "demo_records.h"
#include "drift/distances.h"

#include <QtTest>

#include <map>
#include <set>

using namespace driftwood;
using namespace driftwood::test;

namespace {

const std::vector<std::string> kSensors = {
    "temperature", "pressure",    "vibration",           "rotation_speed",
    "current",     "voltage",     "oil_level",           "torque",
    "flow",        "noise_level", "bearing_temperature", "env.humidity",
    "env.ambient"};
constexpr const char* kDrifting = "bearing_temperature";
constexpr std::size_t kWindow = 1000;

/// PSI over the values of a category.
double psiOfCategory(const Parsed& reference, const Parsed& current, const char* field) {
    std::map<std::string, std::size_t> index;
    std::vector<std::int64_t> counts[2];
    const Parsed* sides[2] = {&reference, &current};
    for (const std::size_t side : {0U, 1U}) {
        for (const auto& value : sides[side]->values) {
            const auto at = index.emplace(value.at(field).get<std::string>(), index.size()).first->second;
            counts[0].resize(index.size());
            counts[1].resize(index.size());
            ++counts[side][at];
        }
    }
    return drift::psi(counts[0], counts[1]);
}

/// A day of plant.machines before midnight, and the simulator at midnight. Parsed once per seed.
struct Day {
    std::unique_ptr<demo::Simulator> machines;
    const Parsed& history;
    std::map<std::string, std::vector<double>> sorted; ///< by sensor

    explicit Day(std::uint64_t seed)
        : machines(loadTopic("plant.machines", seed))
        , history(parsedOnce(seed, *machines)) {
        for (const auto& sensor : kSensors) {
            sorted[sensor] = history.column(sensor);
            std::sort(sorted[sensor].begin(), sorted[sensor].end());
        }
    }

    static const Parsed& parsedOnce(std::uint64_t seed, demo::Simulator& machines) {
        static std::map<std::uint64_t, Parsed> parsed;
        auto records = generate(machines, TimestampMs(kMidnight.value - 24 * kHourMs), kMidnight);
        if (const auto found = parsed.find(seed); found != parsed.end())
            return found->second;
        return parsed.emplace(seed, Parsed(std::move(records))).first->second;
    }

    /// The next window of live records from `at` on; generates history's rate up to the next hour.
    [[nodiscard]] Parsed window(TimestampMs at) {
        machines->setRecordsPerSecond(machines->liveRecordsPerSecond());
        auto records = generate(*machines, at, after(at, 6));
        records.resize(kWindow);
        return Parsed(std::move(records));
    }
};

double durationPerKm(const Parsed& trips, const std::set<std::string>& zones, const char* weather = nullptr) {
    double minutes = 0.0;
    double km = 0.0;
    for (const auto& value : trips.values) {
        if (!zones.empty() && !zones.contains(value.at("zone").get<std::string>()))
            continue;
        if (weather != nullptr && value.at("weather") != weather)
            continue;
        minutes += value.at("duration_min").get<double>();
        km += value.at("distance_km").get<double>();
    }
    return minutes / km;
}

} // namespace

class TestDemoStatistics : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void withoutDriftNoLiveWindowLooksDifferentFromTheDay_data() {
        QTest::addColumn<quint64>("seed");
        QTest::newRow("seed 1") << quint64(1);
        QTest::newRow("seed 2") << quint64(2);
    }
    void withoutDriftNoLiveWindowLooksDifferentFromTheDay() {
        QFETCH(quint64, seed);
        Day day(seed);
        double worst = 0.0;
        double worstCategory = 0.0;
        std::string worstSensor;
        for (int hour = 0; hour < 24; ++hour) {
            const TimestampMs at(kMidnight.value + hour * kHourMs);
            const Parsed window = day.window(at);
            for (const auto& sensor : kSensors) {
                const double value = drift::psiNumeric(day.sorted[sensor], window.column(sensor));
                if (value > worst) {
                    worst = value;
                    worstSensor = sensor + " at hour " + std::to_string(hour);
                }
            }
            for (const char* field : {"machine", "line", "mode"})
                worstCategory = std::max(worstCategory, psiOfCategory(day.history, window, field));
            day.machines->setRecordsPerSecond(day.machines->historyRecordsPerSecond());
            (void)generate(*day.machines, after(at, 6), TimestampMs(at.value + kHourMs));
        }
        qInfo("largest PSI of 24 hours: %.4f (%s); of a category %.4f", worst, worstSensor.c_str(),
              worstCategory);
        QVERIFY2(worst < 0.1, worstSensor.c_str());
        QVERIFY(worstCategory < 0.1);
    }

    void aDriftMovesOneSensorSlowlyAndNoOther() {
        Day day(1);
        const double deviationOfDay = deviation(day.history.column(kDrifting));
        const double before = mean(day.window(kMidnight).column(kDrifting));
        day.machines->startDrift(after(kMidnight, 6));
        day.machines->startDrift(after(kMidnight, 1000)); // the second call has no effect
        const Parsed ramp(generate(*day.machines, after(kMidnight, 6), after(kMidnight, 26)));
        const auto rising = ramp.column(kDrifting);
        const auto half = rising.begin() + static_cast<std::ptrdiff_t>(rising.size() / 2);
        const double first = mean({rising.begin(), half}) - before;
        const double second = mean({half, rising.end()}) - before;
        QVERIFY2(first > 0.4 * deviationOfDay && first < 1.1 * deviationOfDay, std::to_string(first).c_str());
        QVERIFY2(second > 1.8 * deviationOfDay && second < 2.8 * deviationOfDay,
                 std::to_string(second).c_str());

        const Parsed drifted = day.window(after(kMidnight, 26));
        for (const auto& sensor : kSensors) {
            const double value = drift::psiNumeric(day.sorted[sensor], drifted.column(sensor));
            if (sensor == kDrifting)
                QVERIFY2(value > 0.3, std::to_string(value).c_str());
            else
                QVERIFY2(value < 0.1, (sensor + " " + std::to_string(value)).c_str());
        }
    }

    void aFaultIsRareAndShowsInSeveralSensors() {
        const Day day(1);
        std::map<std::string, std::pair<double, double>> scale;
        for (const auto& sensor : kSensors) {
            const auto column = day.history.column(sensor);
            scale[sensor] = {mean(column), deviation(column)};
        }
        int faults = 0;
        int visible = 0;
        int falselyVisible = 0;
        for (const auto& value : day.history.values) {
            int unusual = 0;
            for (const auto& sensor : kSensors) {
                const bool nested = sensor.starts_with("env.");
                const auto& field = nested ? value.at("env").at(sensor.substr(4)) : value.at(sensor);
                const auto [center, spread] = scale[sensor];
                unusual += !field.is_null() && std::abs(field.get<double>() - center) > 2.5 * spread ? 1 : 0;
            }
            const bool fault = value.at("fault").get<bool>();
            faults += fault ? 1 : 0;
            (fault ? visible : falselyVisible) += unusual >= 2 ? 1 : 0;
        }
        const auto normal = static_cast<int>(day.history.values.size()) - faults;
        const double share = faults / static_cast<double>(day.history.values.size());
        QVERIFY2(share > 0.005 && share < 0.02, std::to_string(share).c_str());
        QVERIFY2(visible > 0.8 * faults, std::to_string(visible).c_str());
        QVERIFY2(falselyVisible < 0.05 * normal, std::to_string(falselyVisible).c_str());
    }

    void sensorsAreCorrelatedThroughLoadAndAmbient() {
        const auto machines = loadTopic("plant.machines");
        machines->setRecordsPerSecond(200.0);
        const Parsed parsed(generate(*machines, kMidnight, after(kMidnight, 60)));
        const auto of = [&](const char* a, const char* b) {
            return correlation(parsed.column(a), parsed.column(b));
        };
        QVERIFY(of("torque", "current") > 0.5);
        QVERIFY(of("torque", "voltage") < -0.15);
        QVERIFY(std::abs(of("torque", "env.ambient")) < 0.25);
    }

    void theDayHasARhythm() {
        const Day day(1);
        std::vector<double> night;
        std::vector<double> afternoon;
        for (std::size_t i = 0; i < day.history.values.size(); ++i) {
            const auto hour = day.history.records[i].timestamp.value / kHourMs % 24;
            const double ambient = day.history.values[i].at("env").at("ambient").get<double>();
            if (hour >= 2 && hour < 6)
                night.push_back(ambient);
            if (hour >= 14 && hour < 18)
                afternoon.push_back(ambient);
        }
        QVERIFY(mean(afternoon) - mean(night) > 0.2);
    }

    void anAlarmIsALateLabelOfAFaultOfItsMachine() {
        const Day day(1);
        std::map<std::string, std::vector<std::pair<std::string, bool>>> faultAt; ///< by machine: time, fault
        for (const auto& value : day.history.values)
            faultAt[value.at("machine")].emplace_back(value.at("ts"), value.at("fault").get<bool>());
        const auto alarms = loadTopic("plant.alarms");
        const Parsed parsed(generate(*alarms, TimestampMs(kMidnight.value - 24 * kHourMs), kMidnight));
        QVERIFY2(parsed.values.size() > 30 && parsed.values.size() < 150,
                 std::to_string(parsed.values.size()).c_str());
        int checked = 0;
        for (std::size_t i = 0; i < parsed.values.size(); ++i) {
            const auto& alarm = parsed.values[i];
            const std::string begin = alarm.at("fault_at");
            const qint64 beginMs =
                QDateTime::fromString(QString::fromStdString(begin), Qt::ISODateWithMs).toMSecsSinceEpoch();
            const std::int64_t delay = parsed.records[i].timestamp.value - beginMs;
            QVERIFY(delay >= 120'000 && delay <= 900'000);
            QVERIFY(alarm.at("kind").is_string());
            const std::string end = QDateTime::fromMSecsSinceEpoch(beginMs + 300'000)
                                        .toUTC()
                                        .toString(Qt::ISODateWithMs)
                                        .toStdString();
            for (const auto& [ts, fault] : faultAt.at(alarm.at("machine"))) {
                if (ts >= begin && ts < end) { // every fault lasts at least five minutes
                    QVERIFY2(fault, (ts + " " + begin).c_str());
                    ++checked;
                }
            }
        }
        QVERIFY(checked > 100);
    }

    void aTripTakesLongerInRushHourAndInSnow() {
        const auto trips = loadTopic("city.trips");
        trips->setRecordsPerSecond(10.0);
        const auto hours = [&](int from, int to) {
            return generate(*trips, TimestampMs(kMidnight.value + from * kHourMs),
                            TimestampMs(kMidnight.value + to * kHourMs));
        };
        const Parsed night(hours(2, 3));
        (void)hours(3, 17);
        const Parsed evening(hours(17, 18));
        QVERIFY(durationPerKm(evening, {}) > 1.3 * durationPerKm(night, {}));
        QVERIFY(durationPerKm(night, {}, "snow") > 1.2 * durationPerKm(night, {}, "clear"));
        QVERIFY(correlation(night.column("distance_km"), night.column("duration_min")) > 0.6);
        for (const auto& value : night.values) {
            QCOMPARE(value.at("hour").get<int>(), 2);
            QCOMPARE(value.at("weekday").get<int>(), 2); // a Wednesday, with Monday as 0
            QVERIFY(value.at("passengers").get<int>() >= 1);
        }
    }

    void roadworksSlowTheirZonesDownAndNoOthers() {
        const auto trips = loadTopic("city.trips");
        trips->setRecordsPerSecond(50.0);
        const Parsed before(generate(*trips, kMidnight, after(kMidnight, 600)));
        trips->startDrift(after(kMidnight, 600));
        (void)generate(*trips, after(kMidnight, 600), after(kMidnight, 640));
        const Parsed drifted(generate(*trips, after(kMidnight, 640), after(kMidnight, 1240)));
        const std::set<std::string> dug = {"old-town", "station"};
        const std::set<std::string> other = {"harbour", "university", "airport"};
        QVERIFY(durationPerKm(drifted, dug) > 1.4 * durationPerKm(before, dug));
        const double unchanged = durationPerKm(drifted, other) / durationPerKm(before, other);
        QVERIFY2(unchanged > 0.93 && unchanged < 1.07, std::to_string(unchanged).c_str());
        const auto meanDistance = [&](const Parsed& parsed) {
            std::vector<double> distances;
            for (const auto& value : parsed.values) {
                if (dug.contains(value.at("zone").get<std::string>()))
                    distances.push_back(value.at("distance_km").get<double>());
            }
            return mean(distances);
        };
        QVERIFY(meanDistance(drifted) > 1.15 * meanDistance(before));
    }
};

QTEST_GUILESS_MAIN(TestDemoStatistics)
#include "test_demo_statistics.moc"
