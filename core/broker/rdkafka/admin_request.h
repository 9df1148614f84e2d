#pragma once

#include "base/result.h"
#include "broker/rdkafka/client.h"
#include "broker/rdkafka/client_errors.h"

#include <array>
#include <chrono>
#include <string>

/// Sends admin protocol requests and waits for answers, each through its own queue.
namespace driftwood::broker::rdkafka {

[[nodiscard]] inline AdminOptionsPtr adminOptions(const Client& client, rd_kafka_admin_op_t operation,
                                                  std::chrono::milliseconds timeout) {
    std::array<char, 256> text{};
    AdminOptionsPtr options(rd_kafka_AdminOptions_new(client.handle(), operation));
    rd_kafka_AdminOptions_set_request_timeout(options.get(), static_cast<int>(timeout.count()), text.data(),
                                              text.size());
    return options;
}

/// The event's error, which is that of the request as a whole.
[[nodiscard]] inline Status errorOf(rd_kafka_event_t* answer, const std::string& where) {
    if (const auto code = rd_kafka_event_error(answer); code)
        return tl::unexpected(clientError(code, rd_kafka_event_error_string(answer), where));
    return {};
}

[[nodiscard]] inline Status errorOf(const rd_kafka_error_t* error, const std::string& where) {
    if (error == nullptr || rd_kafka_error_code(error) == RD_KAFKA_RESP_ERR_NO_ERROR)
        return {};
    return tl::unexpected(clientError(rd_kafka_error_code(error), rd_kafka_error_string(error), where));
}

/// How long to wait for a cluster one of whose host names cannot be resolved.
inline constexpr std::chrono::milliseconds kUnresolvedGrace{2000};

/// Sends a request and waits for its answer. `send(options, queue)` makes the library call.
template <class Send>
Result<EventPtr> request(const Client& client, rd_kafka_admin_op_t operation,
                         std::chrono::milliseconds timeout, const std::string& where, Send send) {
    const QueuePtr answers(rd_kafka_queue_new(client.handle()));
    const AdminOptionsPtr options = adminOptions(client, operation, timeout);
    send(options.get(), answers.get());
    using SteadyClock = std::chrono::steady_clock;
    constexpr int kSliceMs = 100;
    const auto begun = SteadyClock::now();
    EventPtr answer;
    while (!answer && SteadyClock::now() - begun < timeout) {
        answer.reset(rd_kafka_queue_poll(answers.get(), kSliceMs));
        if (answer || SteadyClock::now() - begun < kUnresolvedGrace)
            continue;
        client.serveEvents();
        if (const auto trouble = client.events().trouble(); trouble && client.events().unresolved())
            return tl::unexpected(*trouble);
    }
    if (!answer)
        return tl::unexpected(clientError(RD_KAFKA_RESP_ERR__TIMED_OUT, {}, where));
    if (Status status = errorOf(answer.get(), where); !status)
        return forward(status);
    return answer;
}

} // namespace driftwood::broker::rdkafka
