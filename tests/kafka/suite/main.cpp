#include "kafka/suite/suite.h"
#include "kafka/support/source_records.h"

#include <QCoreApplication>

using namespace driftwood::test;

namespace {

/// The order matters: looking comes before tests that use groups, tests that kill the broker come last.
constexpr KafkaTest kTests[] = {
    {"bed", makeBedTest},
    {"looking", makeLookingTest},
    {"log-in", makeLogInTest},
    {"reading", makeReadingTest},
    {"gone", makeGoneTest},
    {"times", makeTimesTest},
    {"following", makeFollowingTest},
    {"groups", makeGroupsTest},
    {"elec2", makeElec2Test, elec2Missing},
    {"main-job", makeMainJobTest, carSensorsMissing},
    {"promotion", makePromotionTest},
    {"nothing-lost", makeNothingLostTest},
    {"scoring-survives", makeScoringSurvivesTest},
    {"broker-dies", makeBrokerDiesTest},
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    return runOnBed(QCoreApplication::arguments(), kTests);
}
