#pragma once

#include "kafka/bed/kafka_bed.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <span>

namespace driftwood::test {

/// A test class on a running broker.
struct KafkaTest {
    const char* name;
    std::unique_ptr<QObject> (*make)(KafkaBed& bed);
    /// Why it cannot run here; empty if it can. (After a QSKIP in initTestCase(), Qt Test runs none of the
    /// following classes in the same process.)
    QString (*missing)() = nullptr;
};

/// The main function of this folder's programs: `PROGRAM VERSION [CLASS [Qt Test's own arguments]]` runs
/// every class, or the named one, on one broker of one version. Exit status: 0, 1 for failures, 2 for usage,
/// 77 if the broker is not available (with DRIFTWOOD_REQUIRE_KAFKA=1 that is a failure). Call it from the
/// main thread.
[[nodiscard]] int runOnBed(QStringList arguments, std::span<const KafkaTest> tests);

} // namespace driftwood::test
