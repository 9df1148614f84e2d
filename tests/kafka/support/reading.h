#pragma once

#include "broker/range_reader.h"
#include "kafka/bed/kafka_bed.h"
#include "kafka/support/log_writer.h"

#include <QtGlobal>

#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <vector>

namespace driftwood::test {

/// A profile that reaches the broker through the listener, with the right password, authority and certificate
/// where it wants them. Not read-only.
[[nodiscard]] broker::ConnectionProfile profileFor(const KafkaBed& bed,
                                                   Listener listener = Listener::Plaintext);

/// Everything between the watermarks.
[[nodiscard]] Result<broker::TopicRanges>
wholeTopic(broker::Connection& connection, const std::string& topic,
           broker::Isolation isolation = broker::Isolation::ReadCommitted);

/// The batch's records appended to `records`.
void append(const broker::RawBatch& batch, std::vector<WrittenRecord>& records);

/// What the reader gives until it is finished, in its order.
[[nodiscard]] Result<std::vector<WrittenRecord>> readAll(const broker::Connection& connection,
                                                         const broker::TopicRanges& ranges,
                                                         broker::ReadOptions options = {});

/// By partition and offset; order within each partition must be right already, or nothing is given back.
[[nodiscard]] std::optional<std::vector<WrittenRecord>> byPartition(std::vector<WrittenRecord> records);

/// Runs it on another thread and gives its result; a call that must not hang and does ends the process.
template <class Function>
auto within(std::chrono::seconds limit, Function function) -> decltype(function()) {
    std::packaged_task<decltype(function())()> task(std::move(function));
    auto result = task.get_future();
    std::thread thread(std::move(task));
    if (result.wait_for(limit) != std::future_status::ready)
        qFatal("a call hung for %d seconds", static_cast<int>(limit.count()));
    thread.join();
    return result.get();
}

} // namespace driftwood::test
