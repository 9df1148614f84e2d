#include "kafka/bed/run_on_bed.h"

#include <QtTest>

#include <cstdio>

namespace driftwood::test {
namespace {

constexpr int kSkipped = 77;

int withoutBroker(const Error& error) {
    const bool cannotBeHad = error.code == ErrorCode::Unsupported;
    const bool required = qEnvironmentVariableIntValue("DRIFTWOOD_REQUIRE_KAFKA") != 0;
    std::fprintf(stderr, "%s: %s\n", cannotBeHad && !required ? "SKIP" : "FAIL", error.text().c_str());
    return cannotBeHad && !required ? kSkipped : 1;
}

} // namespace

int runOnBed(QStringList arguments, std::span<const KafkaTest> tests) {
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: %s VERSION [CLASS [Qt Test's own arguments]]\n",
                     qPrintable(arguments.value(0)));
        return 2;
    }
    const QString version = arguments.takeAt(1);
    const QString only = arguments.size() > 1 ? arguments.takeAt(1) : QString();

    auto bed = KafkaBed::start(version);
    if (!bed)
        return withoutBroker(bed.error());
    int failures = 0;
    int ran = 0;
    for (const KafkaTest& test : tests) {
        if (!only.isEmpty() && only != test.name)
            continue;
        ++ran;
        if (const QString missing = test.missing != nullptr ? test.missing() : QString();
            !missing.isEmpty()) {
            std::fprintf(stderr, "SKIP: %s: %s\n", test.name, qPrintable(missing));
            continue;
        }
        failures += QTest::qExec(test.make(**bed).get(), arguments);
    }
    if (ran == 0)
        std::fprintf(stderr, "FAIL: there is no test class %s\n", qPrintable(only));
    return failures == 0 && ran > 0 ? 0 : 1;
}

} // namespace driftwood::test
