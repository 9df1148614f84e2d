#include "demo/trip_simulator.h"

#include "base/clock.h"
#include "demo/day_rhythm.h"
#include "demo/draw.h"
#include "demo/seeds.h"

#include <algorithm>
#include <cmath>

namespace driftwood::demo {
namespace {

/// Monday is 0, Sunday 6; 1970-01-01 was a Thursday.
int weekdayOf(TimestampMs time) { return static_cast<int>((time.value / kMsPerDay + 3) % 7); }

} // namespace

TripSimulator::TripSimulator(TripDefinition definition, std::uint64_t seed)
    : m_definition(std::move(definition))
    , m_random(mixSeed(seed, m_definition.topic.topic))
    , m_clock(m_definition.rates.historyRecordsPerSecond, mixSeed(seed, m_definition.topic.topic + "/times"))
    , m_drift(m_definition.driftRampSeconds) {}

void TripSimulator::generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) {
    m_clock.advance(from, to, [&](TimestampMs time) { out.push_back(record(time)); });
}

double TripSimulator::rushAt(double hour, bool workingDay) const {
    double factor = 1.0;
    if (workingDay) {
        for (const RushDefinition& rush : m_definition.rush) {
            const double away = (hour - rush.hour) / rush.widthHours;
            factor += rush.slowdown * std::exp(-0.5 * away * away);
        }
    }
    return factor;
}

DemoRecord TripSimulator::record(TimestampMs time) {
    const auto share = [](const auto& item) { return item.share; };
    const std::size_t zoneIndex = drawIndex(m_definition.zones, m_random.uniform(), share);
    const ZoneDefinition& zone = m_definition.zones[zoneIndex];
    const WeatherDefinition& weather =
        m_definition.weather[drawIndex(m_definition.weather, m_random.uniform(), share)];
    const std::size_t passengers = 1 + drawIndex(m_definition.passengerShares, m_random.uniform(),
                                                 [](double passengerShare) { return passengerShare; });
    const double hour = hourOfDay(time);
    const int weekday = weekdayOf(time);

    const double drift = zone.roadworks ? m_drift.at(time) : 0.0;
    const double detour = 1.0 + drift * (m_definition.driftDetour - 1.0);
    const double slowdown = 1.0 + drift * (m_definition.driftSlowdown - 1.0);
    const double distanceKm =
        zone.distanceKm * std::exp(m_definition.distanceSpread * m_random.normal()) * detour;
    const double drivingMinutes = 60.0 * distanceKm / zone.speedKmh * rushAt(hour, weekday < 5) *
                                  weather.slowdown * slowdown *
                                  std::exp(m_definition.durationSpread * m_random.normal());

    m_json.number("trip", static_cast<double>(++m_trips), 0);
    m_json.text("ts", formatIso8601(time));
    m_json.text("zone", zone.name);
    m_json.number("hour", std::floor(hour), 0);
    m_json.number("weekday", weekday, 0);
    m_json.text("weather", weather.name);
    m_json.number("passengers", static_cast<double>(passengers), 0);
    m_json.number("distance_km", distanceKm, 3);
    m_json.number("duration_min", m_definition.boardingMinutes + drivingMinutes, 2);
    return {time, static_cast<int>(zoneIndex) % m_definition.topic.partitions, zone.name, m_json.finish()};
}

} // namespace driftwood::demo
