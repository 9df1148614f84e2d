#pragma once

#include "broker/raw_batch.h"

#include <memory>
#include <string>
#include <string_view>

namespace driftwood::dataset {

/// Incremental SHA-256.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(std::string_view bytes);
    /// Lower-case hex; the object cannot be used afterwards.
    [[nodiscard]] std::string finish();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Hashes one record: partition (i32), offset (i64), timestamp (i64), then key and value, each as length
/// (i64, -1 for null) and bytes; integers little-endian. Within a partition, call it in log order.
void updateWithRecord(Sha256& digest, const broker::RawRecord& record);

[[nodiscard]] std::string sha256Hex(std::string_view bytes);

} // namespace driftwood::dataset
