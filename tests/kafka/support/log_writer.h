#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::test {

/// A record written by another program's producer, with the position that the broker reported.
struct WrittenRecord {
    Position position;
    TimestampMs timestamp;
    std::string key;
    std::optional<std::string> value; ///< none: a tombstone
    bool operator==(const WrittenRecord&) const = default;
};

/// A producer, directly through librdkafka, that keeps what the broker acknowledged. With a transactional id,
/// call begin() before the writes and commit() or abort() after them. Use it from one thread at a time.
class LogWriter {
  public:
    explicit LogWriter(const std::string& bootstrap, const std::string& transactionalId = {});
    ~LogWriter();

    /// Only queues the record; its offset is known after flush(). A timestamp of 0 becomes the current time,
    /// as librdkafka does.
    [[nodiscard]] Status write(const std::string& topic, int partition, TimestampMs timestamp,
                               const std::string& key, const std::optional<std::string>& value);
    /// Waits until everything is acknowledged, up to 30 s, which is longer than a broker restart. Returns the
    /// first failed delivery as the error.
    [[nodiscard]] Status flush();
    [[nodiscard]] Status begin();
    [[nodiscard]] Status commit();
    [[nodiscard]] Status abort();

    /// The acknowledged records, ordered by partition and offset.
    [[nodiscard]] std::vector<WrittenRecord> acknowledged() const;

  private:
    struct Client;
    std::unique_ptr<Client> m_client;
};

} // namespace driftwood::test
