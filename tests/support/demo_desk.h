#pragma once

#include "session/desk.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>

namespace driftwood::test {

/// A desk in a temporary folder, connected to a demo broker in this process.
struct DemoDesk {
    explicit DemoDesk(std::chrono::hours history = std::chrono::hours(24), double liveRate = 0.0)
        : desk(std::make_unique<session::Desk>(folder.path().toStdString())) {
        demo::DemoOptions options;
        options.seed = 5;
        options.history = history;
        options.liveRate = liveRate;
        desk->connection.openDemo(options);
    }

    /// Waits until it is connected and the topics' watermarks are known.
    [[nodiscard]] bool ready() {
        return QTest::qWaitFor(
            [this] {
                const auto& topics = desk->connection.topics();
                return !topics.empty() && std::ranges::all_of(topics, [](const auto& topic) {
                    return !topic.watermarks.empty();
                });
            },
            60000);
    }
    [[nodiscard]] broker::Connection& broker() const { return *desk->connection.connection(); }
    /// All records that are in the topic now.
    [[nodiscard]] broker::TopicRanges whole(const TopicName& topic) const {
        broker::TopicRanges out{topic, {}};
        for (const auto& marks : broker().watermarks(topic).value_or(std::vector<broker::Watermarks>()))
            out.ranges.push_back({marks.partition, marks.low, marks.high});
        return out;
    }

    QTemporaryDir folder;
    std::unique_ptr<session::Desk> desk;
};

} // namespace driftwood::test
