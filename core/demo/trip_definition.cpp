#include "demo/trip_simulator.h"

namespace driftwood::demo {
namespace {

template <class Item>
std::vector<double> sharesOf(const std::vector<Item>& items) {
    std::vector<double> shares;
    for (const Item& item : items)
        shares.push_back(item.share);
    return shares;
}

void readZone(JsonFields& fields, ZoneDefinition& zone) {
    readName(fields, "name", zone.name);
    fields.read("share", zone.share, 0.0, 1.0);
    fields.read("speedKmh", zone.speedKmh, 1.0, 200.0);
    fields.read("distanceKm", zone.distanceKm, 0.1, 1000.0);
    fields.read("roadworks", zone.roadworks);
}

void readWeather(JsonFields& fields, WeatherDefinition& weather) {
    readName(fields, "name", weather.name);
    fields.read("share", weather.share, 0.0, 1.0);
    fields.read("slowdown", weather.slowdown, 0.1, 10.0);
}

void readRush(JsonFields& fields, RushDefinition& rush) {
    fields.read("hour", rush.hour, 0.0, 24.0);
    fields.read("widthHours", rush.widthHours, 0.01, 24.0);
    fields.read("slowdown", rush.slowdown, 0.0, 10.0);
}

} // namespace

Result<TripDefinition> readTripDefinition(JsonFields& fields, const std::string& where) {
    TripDefinition out;
    readTopic(fields, out.topic);
    readRates(fields, out.rates);
    readList(fields, "zones", where, "zones", out.zones, readZone);
    checkShares(fields, "zones", sharesOf(out.zones));
    readList(fields, "weather", where, "weather", out.weather, readWeather);
    checkShares(fields, "weather", sharesOf(out.weather));
    readList(fields, "rush", where, "rush", out.rush, readRush);
    fields.read("passengerShares", out.passengerShares);
    checkShares(fields, "passengerShares", out.passengerShares);
    fields.read("distanceSpread", out.distanceSpread, 0.0, 2.0);
    fields.read("durationSpread", out.durationSpread, 0.0, 2.0);
    fields.read("boardingMinutes", out.boardingMinutes, 0.0, 60.0);
    readObject(fields, "drift", where, "drift", [&](JsonFields& drift) {
        drift.read("slowdown", out.driftSlowdown, 0.1, 10.0);
        drift.read("detour", out.driftDetour, 0.1, 10.0);
        drift.read("rampSeconds", out.driftRampSeconds, 0.0, 86400.0);
    });
    if (auto finished = fields.finish(); !finished)
        return forward(finished);
    return out;
}

} // namespace driftwood::demo
