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
    /// Why it cannot run here; empty: it can. (After a QSKIP in initTestCase() Qt Test runs nothing of the
    /// classes that follow in the same process.)
    QString (*missing)() = nullptr;
};

/// What the programs of this folder do: `PROGRAM VERSION [CLASS [Qt Test's own arguments]]` runs every class,
/// or the one named, on one broker of one version. The exit status: 0, 1 for failures, 2 for usage, 77 where
/// the broker cannot be had (DRIFTWOOD_REQUIRE_KAFKA=1 makes that a failure). From the main thread.
[[nodiscard]] int runOnBed(QStringList arguments, std::span<const KafkaTest> tests);

} // namespace driftwood::test
