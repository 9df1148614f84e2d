#pragma once

#include "broker/connection.h"
#include "broker/embedded_broker.h"
#include "runs/training_job.h"

#include <QTemporaryDir>

#include <functional>
#include <string>

namespace driftwood::test {

/// A small topic, a workspace and fast trainings on them, for tests of the session's jobs. Records, one per
/// second: {"temperature": …, "pressure": …, "zone": "a"|"b"|"c", "hot": true|false}.
struct SensorBench {
    static inline const TopicName kTopic{"sensors"};
    static constexpr int kPartitions = 2;
    static constexpr std::int64_t kFirstTime = 1'700'000'000'000;

    std::unique_ptr<broker::EmbeddedBroker> broker;
    std::shared_ptr<broker::Connection> connection;
    std::unique_ptr<QTemporaryDir> home = std::make_unique<QTemporaryDir>();

    [[nodiscard]] static Result<std::unique_ptr<SensorBench>> start();

    [[nodiscard]] std::filesystem::path folder() const { return home->path().toStdString() + "/bench"; }
    /// Appends records [first, first + count), alternating between the partitions; `padding` makes each
    /// record larger by that many bytes.
    [[nodiscard]] Status append(int first, int count, std::size_t padding = 0) const;
    [[nodiscard]] Status appendText(const std::string& value, int count) const;
    /// Appends records [0, count), all to the first partition.
    [[nodiscard]] Status appendTexts(const std::function<std::string(int)>& valueOf, int count) const;
    /// Creates a data set of all records in the workspace.
    [[nodiscard]] Result<dataset::Manifest> takeDataset(const std::string& name) const;
    /// An autoencoder over temperature and pressure.
    [[nodiscard]] static runs::TrainRequest request(const std::string& dataset, const std::string& name);
};

} // namespace driftwood::test
