#pragma once

#include "kafka/bed/run_on_bed.h"

#include <string>

namespace driftwood::test {

/// A topic name that is unused on this broker.
[[nodiscard]] inline std::string freshTopic(const std::string& what) {
    static int count = 0;
    return what + "-" + std::to_string(++count);
}

std::unique_ptr<QObject> makeBedTest(KafkaBed& bed);
std::unique_ptr<QObject> makeLookingTest(KafkaBed& bed);
std::unique_ptr<QObject> makeLogInTest(KafkaBed& bed);
std::unique_ptr<QObject> makeReadingTest(KafkaBed& bed);
std::unique_ptr<QObject> makeGoneTest(KafkaBed& bed);
std::unique_ptr<QObject> makeTimesTest(KafkaBed& bed);
std::unique_ptr<QObject> makeFollowingTest(KafkaBed& bed);
std::unique_ptr<QObject> makeGroupsTest(KafkaBed& bed);
std::unique_ptr<QObject> makeElec2Test(KafkaBed& bed);
std::unique_ptr<QObject> makeMainJobTest(KafkaBed& bed);
std::unique_ptr<QObject> makePromotionTest(KafkaBed& bed);
std::unique_ptr<QObject> makeNothingLostTest(KafkaBed& bed);
std::unique_ptr<QObject> makeScoringSurvivesTest(KafkaBed& bed);
std::unique_ptr<QObject> makeBrokerDiesTest(KafkaBed& bed);

} // namespace driftwood::test
