// Runs every test class on one broker of one version.
//
//   test_kafka VERSION [CLASS [Qt Test's own arguments]]

#include "kafka/suite/suite.h"

#include <QCoreApplication>
#include <QtTest>

#include <cstdio>

using namespace driftwood;
using namespace driftwood::test;

namespace {

constexpr int kSkipped = 77;

/// In this order: what kills the broker comes last.
constexpr KafkaTest kTests[] = {
    {"bed", makeBedTest},
    {"log-in", makeLogInTest},
    {"reading", makeReadingTest},
    {"gone", makeGoneTest},
    {"times", makeTimesTest},
    {"following", makeFollowingTest},
    {"elec2", makeElec2Test},
    {"main-job", makeMainJobTest},
    {"scoring-survives", makeScoringSurvivesTest},
    {"broker-dies", makeBrokerDiesTest},
};

int withoutBroker(const Error& error) {
    const bool cannotBeHad = error.code == ErrorCode::Unsupported;
    const bool required = qEnvironmentVariableIntValue("DRIFTWOOD_REQUIRE_KAFKA") != 0;
    std::fprintf(stderr, "%s: %s\n", cannotBeHad && !required ? "SKIP" : "FAIL", error.text().c_str());
    return cannotBeHad && !required ? kSkipped : 1;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: test_kafka VERSION [CLASS [Qt Test's own arguments]]\n");
        return 2;
    }
    const QString version = arguments.takeAt(1);
    const QString only = arguments.size() > 1 ? arguments.takeAt(1) : QString();

    auto bed = KafkaBed::start(version);
    if (!bed)
        return withoutBroker(bed.error());
    int failures = 0;
    int ran = 0;
    for (const KafkaTest& test : kTests) {
        if (!only.isEmpty() && only != test.name)
            continue;
        ++ran;
        failures += QTest::qExec(test.make(**bed).get(), arguments);
    }
    if (ran == 0)
        std::fprintf(stderr, "FAIL: there is no test class %s\n", qPrintable(only));
    return failures == 0 && ran > 0 ? 0 : 1;
}
