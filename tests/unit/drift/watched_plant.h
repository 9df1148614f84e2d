#pragma once

#include "base/random.h"
#include "drift/drift_monitor.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace driftwood::test {

/// Changes of the plant's records from some row on.
struct Weather {
    double shift = 0.0;       ///< of the temperature, in standard deviations
    double missing = 0.02;    ///< share of records without a temperature
    std::string zone;         ///< the zone of every second record; none if empty
    double predictions = 0.0; ///< shift of the predictions
    double errorRate = 0.1;
};

/// A topic of two partitions: temperature (number), zone (text), and a classifier's predictions.
class Plant {
  public:
    explicit Plant(std::uint64_t seed)
        : m_random(seed) {}

    void run(std::size_t records, const Weather& weather) {
        constexpr std::array<std::string_view, 3> zones{"north", "south", "centre"};
        for (std::size_t i = 0; i < records; ++i) {
            const auto row = static_cast<std::int64_t>(rows.rows());
            rows.appendPosition(PartitionId(static_cast<std::int32_t>(row % 2)), Offset(1000 + row / 2),
                                TimestampMs(1'000'000 + 1000 * row), nullptr);
            const double temperature = 20.0 + 3.0 * (m_random.normal() + weather.shift);
            if (m_random.uniform() < weather.missing)
                rows.column(0).appendMissing();
            else
                rows.column(0).appendFloat(temperature);
            const auto usual = zones[m_random.below(10) < 6 ? 0 : 1 + m_random.below(2)];
            rows.column(1).appendText(weather.zone.empty() || row % 2 == 0 ? usual
                                                                           : std::string_view(weather.zone));
            predictions.values.push_back(m_random.normal() + weather.predictions);
            predictions.errors.push_back(m_random.uniform() < weather.errorRate ? 1.0 : 0.0);
            predictions.anomalous.push_back(predictions.values.back() > 2.5 ? 1 : 0);
        }
    }

    records::RecordBatch rows{std::make_shared<const records::Schema>(
        records::Schema{{{"temperature", records::FieldType::Float64}, {"zone", records::FieldType::Text}}})};
    scoring::Predictions predictions;

  private:
    SeededRandom m_random;
};

inline std::shared_ptr<const model::TrainedModel> trainedOn(const Plant& plant) {
    auto model = std::make_shared<model::TrainedModel>();
    model->name = "plant";
    model->task = training::Task::Classification;
    model->reference = features::ReferenceStatistics::collect(
        {{{"temperature"}, {"zone", features::Transform::OneHot}}}, plant.rows, 0, plant.rows.rows(), 1);
    model->reference.predictionSample = features::sortedSample(plant.predictions.values, 1);
    return model;
}

inline std::shared_ptr<const model::TrainedModel> plantModel() {
    Plant plant(1);
    plant.run(10'000, {});
    return trainedOn(plant);
}

inline const TopicName kTopic("plant.machines");

inline std::unique_ptr<drift::DriftMonitor>
monitorOf(const drift::DriftConfig& config = {},
          std::shared_ptr<const model::TrainedModel> model = plantModel()) {
    auto monitor = drift::DriftMonitor::create(std::move(model), kTopic, config);
    return monitor ? *std::move(monitor) : nullptr;
}

/// Observes rows [from, to) of the plant in batches of the given size, with their predictions.
inline std::vector<drift::DriftReport> observeRows(drift::DriftMonitor& monitor, const Plant& plant,
                                                   std::size_t from, std::size_t to, std::size_t batchRows) {
    std::vector<drift::DriftReport> reports;
    for (std::size_t begin = from; begin < to; begin += batchRows) {
        const std::size_t end = std::min(begin + batchRows, to);
        std::vector<std::uint32_t> indexes;
        scoring::Predictions predictions;
        for (std::size_t row = begin; row < end; ++row) {
            indexes.push_back(static_cast<std::uint32_t>(row));
            predictions.values.push_back(plant.predictions.values[row]);
            predictions.errors.push_back(plant.predictions.errors[row]);
            predictions.anomalous.push_back(plant.predictions.anomalous[row]);
            if (row < plant.predictions.actuals.size())
                predictions.actuals.push_back(plant.predictions.actuals[row]);
        }
        records::RecordBatch batch(plant.rows.sharedSchema());
        batch.gather(plant.rows, indexes);
        std::ranges::move(monitor.observe(batch, predictions), std::back_inserter(reports));
    }
    return reports;
}

inline std::vector<drift::DriftReport> observeInBatches(drift::DriftMonitor& monitor, const Plant& plant,
                                                        std::size_t batchRows) {
    return observeRows(monitor, plant, 0, plant.rows.rows(), batchRows);
}

inline std::string allTexts(const std::vector<drift::Alarm>& alarms) {
    std::string text;
    for (const drift::Alarm& alarm : alarms)
        text += alarm.text() + "\n";
    return text;
}

/// Whether there is exactly one alarm, of this kind and path.
inline bool isTheOnlyAlarm(const std::vector<drift::Alarm>& alarms, drift::AlarmKind kind,
                           const std::string& path) {
    return alarms.size() == 1 && alarms[0].kind == kind && alarms[0].path == path;
}

/// The ranges of windows [first, last] of 1000 records.
inline broker::TopicRanges rowsOfWindows(std::int64_t first, std::int64_t last) {
    const Offset begin(1000 + 500 * first);
    const Offset end(1000 + 500 * (last + 1));
    return {kTopic, {{PartitionId(0), begin, end}, {PartitionId(1), begin, end}}};
}

} // namespace driftwood::test
