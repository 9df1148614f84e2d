#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::test {

/// A record somebody else's producer wrote, and where the broker says it lies.
struct WrittenRecord {
    Position position;
    TimestampMs timestamp;
    std::string key;
    std::optional<std::string> value; ///< none: a tombstone
    bool operator==(const WrittenRecord&) const = default;
};

/// A producer, straight through librdkafka, that remembers what the broker acknowledged. With a
/// transactional id, begin() and commit() or abort() go around the writes. Thread: one at a time.
class LogWriter {
  public:
    explicit LogWriter(const std::string& bootstrap, const std::string& transactionalId = {});
    ~LogWriter();

    /// Only queues; offsets are known after flush(). A timestamp of 0 becomes now: librdkafka's habit.
    [[nodiscard]] Status write(const std::string& topic, int partition, TimestampMs timestamp,
                               const std::string& key, const std::optional<std::string>& value);
    /// Waits until everything is acknowledged, up to 30 s, which outlasts a restart of the broker. The first
    /// failed delivery is the error.
    [[nodiscard]] Status flush();
    [[nodiscard]] Status begin();
    [[nodiscard]] Status commit();
    [[nodiscard]] Status abort();

    /// What was acknowledged, ordered by partition and offset.
    [[nodiscard]] std::vector<WrittenRecord> acknowledged() const;

  private:
    struct Client;
    std::unique_ptr<Client> m_client;
};

} // namespace driftwood::test
