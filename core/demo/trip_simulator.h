#pragma once

#include "demo/definition.h"
#include "demo/demo_world.h"
#include "demo/drift_ramp.h"
#include "demo/event_clock.h"
#include "demo/json_text.h"

namespace driftwood::demo {

struct ZoneDefinition {
    std::string name;
    double share = 0.0;      ///< share of trips that begin here
    double speedKmh = 0.0;   ///< on an empty road
    double distanceKm = 0.0; ///< median
    bool roadworks = false;  ///< where the drift occurs
};

struct WeatherDefinition {
    std::string name;
    double share = 0.0;
    double slowdown = 1.0; ///< factor on the driving time
};

/// Rush hour: on working days, driving takes up to `slowdown` longer (as a fraction) around `hour`.
struct RushDefinition {
    double hour = 0.0;
    double widthHours = 1.0;
    double slowdown = 0.0;
};

/// `kind: trips`: rides through a city. Driving time is distance / speed, times factors for rush hour,
/// weather and chance; boarding time is added.
struct TripDefinition {
    TopicDefinition topic;
    RateDefinition rates;
    std::vector<ZoneDefinition> zones;
    std::vector<WeatherDefinition> weather;
    std::vector<RushDefinition> rush;
    std::vector<double> passengerShares; ///< for 1, 2, 3 … passengers
    double distanceSpread = 0.0;         ///< standard deviation of the distance's logarithm
    double durationSpread = 0.0;         ///< the same for the random factor
    double boardingMinutes = 0.0;
    double driftSlowdown = 1.0; ///< factor on the driving time in zones with roadworks
    double driftDetour = 1.0;   ///< factor on the distance in those zones
    double driftRampSeconds = 0.0;
};

[[nodiscard]] Result<TripDefinition> readTripDefinition(JsonFields& fields, const std::string& where);

/// Completed trips, keyed by zone.
class TripSimulator final : public Simulator {
  public:
    TripSimulator(TripDefinition definition, std::uint64_t seed);

    [[nodiscard]] const std::string& topic() const override { return m_definition.topic.topic; }
    [[nodiscard]] int partitions() const override { return m_definition.topic.partitions; }
    [[nodiscard]] double historyRecordsPerSecond() const override {
        return m_definition.rates.historyRecordsPerSecond;
    }
    [[nodiscard]] double liveRecordsPerSecond() const override {
        return m_definition.rates.liveRecordsPerSecond;
    }
    void generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) override;
    void setRecordsPerSecond(double rate) override { m_clock.setRate(rate); }
    void startDrift(TimestampMs at) override { m_drift.start(at); }

  private:
    [[nodiscard]] DemoRecord record(TimestampMs time);
    /// Factor on the driving time.
    [[nodiscard]] double rushAt(double hour, bool workingDay) const;

    TripDefinition m_definition;
    SeededRandom m_random;
    EventClock m_clock;
    DriftRamp m_drift;
    JsonText m_json;
    std::int64_t m_trips = 0;
};

} // namespace driftwood::demo
