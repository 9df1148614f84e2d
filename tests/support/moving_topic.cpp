#include "support/moving_topic.h"

#include "broker/connection.h"
#include "broker/publisher.h"

#include <algorithm>

namespace driftwood::test {
namespace {

constexpr std::size_t kPaddingBytes = 16384;
/// Records that a round writes to each partition; at the rounds' pace the log is replaced about once and a
/// half per second (a third of that under a sanitizer).
constexpr int kRoundRecords = 16;
#ifdef __SANITIZE_ADDRESS__ // slows down the reader but not librdkafka, which writes
constexpr std::chrono::milliseconds kRound{96};
#else
constexpr std::chrono::milliseconds kRound{32};
#endif

/// Text that no codec compresses below three quarters.
std::string noise(std::uint64_t& state) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text(kPaddingBytes, ' ');
    for (char& c : text) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        c = letters[state >> 58U];
    }
    return text;
}

void writeRound(broker::Publisher& publisher, int partitions, std::int64_t first, std::uint64_t& state) {
    for (std::int64_t n = first; n < first + kRoundRecords; ++n) {
        const std::string value = R"({"n":)" + std::to_string(n) + R"(,"level":)" + std::to_string(n % 97) +
                                  R"(.5,"padding":")" + noise(state) + R"("})";
        for (int partition = 0; partition < partitions; ++partition)
            (void)publisher.publish({.partition = PartitionId(partition),
                                     .key = {},
                                     .value = value,
                                     .timestamp = TimestampMs(MovingTopic::kFirstTime + n),
                                     .headers = {}});
    }
    (void)publisher.flush(std::chrono::seconds(5));
}

bool allMoved(broker::Connection& connection, const TopicName& topic) {
    const auto marks = connection.watermarks(topic);
    return marks && std::ranges::all_of(*marks, [](const auto& mark) { return mark.low.value > 0; });
}

} // namespace

Result<std::unique_ptr<MovingTopic>> MovingTopic::start(const TopicName& topic, int partitions) {
    auto moving = std::make_unique<MovingTopic>();
    auto broker = broker::EmbeddedBroker::start();
    if (!broker)
        return forward(broker);
    moving->m_broker = std::move(*broker);
    if (Status made = moving->m_broker->createTopic(topic, partitions); !made)
        return forward(made);
    auto connection = broker::Connection::open(moving->m_broker->profile());
    if (!connection)
        return forward(connection);
    moving->m_connection = std::move(*connection);
    auto publisher = moving->m_connection->openPublisher(
        topic, {.compression = "none", .linger = std::chrono::milliseconds(0)});
    if (!publisher)
        return forward(publisher);
    moving->m_writer = std::jthread([publisher = std::shared_ptr<broker::Publisher>(std::move(*publisher)),
                                     partitions](const std::stop_token& stop) {
        std::uint64_t state = 1;
        for (std::int64_t first = 0; !stop.stop_requested(); first += kRoundRecords) {
            // If writing is slow, reading is too: a busy machine gets more time between rounds.
            const auto begin = std::chrono::steady_clock::now();
            writeRound(*publisher, partitions, first, state);
            const auto took = std::chrono::steady_clock::now() - begin;
            std::this_thread::sleep_until(begin + std::max<std::chrono::nanoseconds>(kRound, 4 * took));
        }
    });
    for (int tries = 0; !allMoved(*moving->m_connection, topic); ++tries) {
        if (tries == 400)
            return fail(ErrorCode::Stalled, "the beginning of the topic did not move", topic.value);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return moving;
}

MovingTopic::~MovingTopic() = default;

} // namespace driftwood::test
