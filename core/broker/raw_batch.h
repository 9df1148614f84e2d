#pragma once

#include "base/ids.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace driftwood::broker {

/// One record as stored in the log. The views point into memory that the batch owns.
struct RawRecord {
    PartitionId partition;
    Offset offset;
    TimestampMs timestamp;
    bool hasKey = false;
    bool hasValue = false; ///< false: a tombstone
    std::string_view key;
    std::string_view value;
};

/// Names and values in order; a name may occur twice, a value may be null.
using Headers = std::vector<std::pair<std::string, std::optional<std::string>>>;

/// The value of the last header of this name; none if there is none, or its value is null.
[[nodiscard]] std::optional<std::string_view> lastHeader(const Headers& headers, std::string_view name);

/// Records fetched together, in offset order within a partition. Owns the client library's messages without
/// copying; a batch pins its fetch buffers, so decode it soon and release it. Movable, not copyable.
class RawBatch {
  public:
    RawBatch();
    ~RawBatch();
    RawBatch(RawBatch&&) noexcept;
    RawBatch& operator=(RawBatch&&) noexcept;

    [[nodiscard]] const std::vector<RawRecord>& records() const { return m_records; }
    [[nodiscard]] bool empty() const { return m_records.empty(); }
    [[nodiscard]] std::size_t size() const { return m_records.size(); }
    /// Headers of one record; parsed on demand, because most callers never need them.
    [[nodiscard]] Headers headers(std::size_t index) const;
    /// The value of the last header of that name; nothing without one, or if it is null. Copies nothing.
    [[nodiscard]] std::optional<std::string_view> header(std::size_t index, const char* name) const;

    /// A batch over the caller's memory, which must outlive it; for tests, fuzzing and files.
    [[nodiscard]] static RawBatch view(std::vector<RawRecord> records, std::vector<Headers> headers = {});
    /// The same records, each with its key in place of its value (without a key: a tombstone), so that keys
    /// are decoded as values are. The batch must outlive it.
    [[nodiscard]] RawBatch keysAsValues() const;

    /// The memory that the records' views and their headers point into: a client library's messages, say.
    class Owner {
      public:
        virtual ~Owner() = default;
        [[nodiscard]] virtual Headers headers(std::size_t index) const = 0;
        [[nodiscard]] virtual std::optional<std::string_view> header(std::size_t index,
                                                                     const char* name) const = 0;
    };
    RawBatch(std::unique_ptr<const Owner> owner, std::vector<RawRecord> records);

  private:
    std::unique_ptr<const Owner> m_owner;
    std::vector<RawRecord> m_records;
    std::vector<Headers> m_headers;        ///< of a view; empty: the messages have them
    const RawBatch* m_headersOf = nullptr; ///< the batch that has the headers of this one
};

} // namespace driftwood::broker
