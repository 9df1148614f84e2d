#pragma once

#include "kafka/support/reading.h"

namespace driftwood::test {

/// A record of a prediction topic, with the source that its headers state.
struct Prediction {
    WrittenRecord record;
    std::string sourceTopic;
    Position source;
    std::string modelId;
};

/// All predictions of the topic by partition, in offset order. CorruptData if a header is missing.
[[nodiscard]] Result<std::vector<Prediction>> readPredictions(broker::Connection& connection,
                                                              const std::string& topic);

} // namespace driftwood::test
