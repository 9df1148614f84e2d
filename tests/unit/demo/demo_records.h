#pragma once

#include "demo/demo_world.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace driftwood::test {

/// 2026-05-06, a Wednesday, at midnight.
inline constexpr TimestampMs kMidnight{1778025600000};
inline constexpr std::int64_t kHourMs = 3'600'000;

inline TimestampMs after(TimestampMs time, double seconds) {
    return TimestampMs(time.value + static_cast<std::int64_t>(seconds * 1000.0));
}

/// The world of the project's own definitions.
inline std::vector<std::unique_ptr<demo::Simulator>> loadWorld(std::uint64_t seed) {
    const auto folder = demo::definitionsFolder();
    auto world = demo::loadWorld(folder.value(), seed);
    if (!world)
        throw std::runtime_error(world.error().text());
    return std::move(*world);
}

inline std::unique_ptr<demo::Simulator> loadTopic(const std::string& topic, std::uint64_t seed = 1) {
    auto world = loadWorld(seed);
    for (auto& simulator : world) {
        if (simulator->topic() == topic)
            return std::move(simulator);
    }
    throw std::runtime_error("no topic " + topic);
}

inline std::vector<demo::DemoRecord> generate(demo::Simulator& simulator, TimestampMs from, TimestampMs to) {
    std::vector<demo::DemoRecord> records;
    simulator.generate(from, to, records);
    return records;
}

/// Records with their values as JSON.
struct Parsed {
    std::vector<demo::DemoRecord> records;
    std::vector<nlohmann::json> values;

    explicit Parsed(std::vector<demo::DemoRecord> made)
        : records(std::move(made)) {
        for (const auto& record : records)
            values.push_back(nlohmann::json::parse(record.value));
    }
    /// Values of a field by its dotted path, without nulls.
    [[nodiscard]] std::vector<double> column(const std::string& path) const {
        std::string pointer = "/" + path;
        std::replace(pointer.begin(), pointer.end(), '.', '/');
        const nlohmann::json::json_pointer place(pointer);
        std::vector<double> column;
        for (const auto& value : values) {
            if (!value.at(place).is_null())
                column.push_back(value.at(place).get<double>());
        }
        return column;
    }
};

inline double mean(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

inline double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double meanA = mean(a);
    const double meanB = mean(b);
    double ab = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - meanA) * (b[i] - meanB);
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / std::sqrt(aa * bb);
}

inline double deviation(const std::vector<double>& values) {
    const double center = mean(values);
    double sum = 0.0;
    for (const double value : values)
        sum += (value - center) * (value - center);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

} // namespace driftwood::test
