#pragma once

#include "kafka/bed/kafka_bed.h"

#include <QObject>

#include <memory>
#include <string>

namespace driftwood::test {

/// A test class on a running broker.
struct KafkaTest {
    const char* name;
    std::unique_ptr<QObject> (*make)(KafkaBed& bed);
};

/// A topic name nobody has used on this broker.
[[nodiscard]] inline std::string freshTopic(const std::string& what) {
    static int count = 0;
    return what + "-" + std::to_string(++count);
}

std::unique_ptr<QObject> makeBedTest(KafkaBed& bed);
std::unique_ptr<QObject> makeLogInTest(KafkaBed& bed);
std::unique_ptr<QObject> makeReadingTest(KafkaBed& bed);
std::unique_ptr<QObject> makeGoneTest(KafkaBed& bed);
std::unique_ptr<QObject> makeTimesTest(KafkaBed& bed);
std::unique_ptr<QObject> makeFollowingTest(KafkaBed& bed);
std::unique_ptr<QObject> makeElec2Test(KafkaBed& bed);
std::unique_ptr<QObject> makeMainJobTest(KafkaBed& bed);
std::unique_ptr<QObject> makeScoringSurvivesTest(KafkaBed& bed);
std::unique_ptr<QObject> makeBrokerDiesTest(KafkaBed& bed);

} // namespace driftwood::test
