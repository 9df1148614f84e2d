#pragma once

#include "decoder/decoder.h"
#include "decoder/formats/csv/csv_record.h"

#include <optional>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// Decodes CSV records (one per payload, no header) to columns.
class CsvDecoder final : public Decoder {
  public:
    explicit CsvDecoder(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    struct Refusal {
        std::string reason;
        FailureKind kind = FailureKind::NotThisFormat;
    };
    /// Appends one row. Returns why the record cannot be decoded, nothing on success.
    [[nodiscard]] std::optional<Refusal> decodeOne(const broker::RawRecord& record,
                                                   records::RecordBatch& rows);

    char m_delimiter;
    std::size_t m_columns; ///< number of columns that a payload must have
    bool m_nearest;
    std::vector<std::size_t> m_sources; ///< column index in the payload for each field of the schema
    CsvRecord m_record;
};

} // namespace driftwood::decoder
