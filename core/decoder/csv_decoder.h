#pragma once

#include "decoder/csv_record.h"
#include "decoder/decoder.h"

#include <optional>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// CSV records (one a payload, no header) to columns.
class CsvDecoder final : public Decoder {
  public:
    explicit CsvDecoder(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    /// Why there is no row; nothing when there is one.
    [[nodiscard]] std::optional<std::string> decodeOne(const broker::RawRecord& record,
                                                       records::RecordBatch& rows);

    char m_delimiter;
    std::size_t m_columns; ///< that a payload must have
    bool m_nearest;
    std::vector<std::size_t> m_sources; ///< of each field of the schema, its place in the payload
    CsvRecord m_record;
};

} // namespace driftwood::decoder
