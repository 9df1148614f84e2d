#pragma once

#include "session/app_context.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>

namespace driftwood::test {

/// An application context in a temporary folder, connected to a demo broker in this process.
struct DemoContext {
    explicit DemoContext(std::chrono::hours history = std::chrono::hours(24), double liveRate = 0.0)
        : app(std::make_unique<session::AppContext>(folder.path().toStdString())) {
        demo::DemoOptions options;
        options.seed = 5;
        options.history = history;
        options.liveRate = liveRate;
        app->connection.openDemo(options);
    }

    /// Waits until it is connected and the topics' watermarks are known.
    [[nodiscard]] bool ready() {
        return QTest::qWaitFor(
            [this] {
                const auto& topics = app->connection.topics();
                return !topics.empty() && std::ranges::all_of(topics, [](const auto& topic) {
                    return !topic.watermarks.empty();
                });
            },
            60000);
    }
    [[nodiscard]] broker::Connection& broker() const { return *app->connection.connection(); }
    /// All records that are in the topic now.
    [[nodiscard]] broker::TopicRanges whole(const TopicName& topic) const {
        broker::TopicRanges out{topic, {}};
        for (const auto& marks : broker().watermarks(topic).value_or(std::vector<broker::Watermarks>()))
            out.ranges.push_back({marks.partition, marks.low, marks.high});
        return out;
    }

    QTemporaryDir folder;
    std::unique_ptr<session::AppContext> app;
};

} // namespace driftwood::test
