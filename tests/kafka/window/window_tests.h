#pragma once

#include "kafka/bed/run_on_bed.h"

namespace driftwood::test {

std::unique_ptr<QObject> makeWindowJobTest(KafkaBed& bed);

} // namespace driftwood::test
