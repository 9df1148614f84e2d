#pragma once

#include "broker/connection.h"
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

/// A profile for a listener, with the password, authority and certificate that it requires. Not read-only.
[[nodiscard]] broker::ConnectionProfile profileFor(const KafkaBed& bed,
                                                   Listener listener = Listener::Plaintext);

/// All offsets between the watermarks.
[[nodiscard]] Result<broker::TopicRanges>
wholeTopic(broker::Connection& connection, const std::string& topic,
           broker::Isolation isolation = broker::Isolation::ReadCommitted);

/// Appends the batch's records to `records`.
void append(const broker::RawBatch& batch, std::vector<WrittenRecord>& records);

/// All records from the reader until it is finished, in its order.
[[nodiscard]] Result<std::vector<WrittenRecord>> readAll(const broker::Connection& connection,
                                                         const broker::TopicRanges& ranges,
                                                         broker::ReadOptions options = {});

/// Sorts by partition and offset; returns nothing if the order within a partition was wrong.
[[nodiscard]] std::optional<std::vector<WrittenRecord>> byPartition(std::vector<WrittenRecord> records);

/// Runs the function on another thread and returns its result; ends the process if it hangs.
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
