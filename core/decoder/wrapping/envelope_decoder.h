#pragma once

#include "decoder/decoder.h"

#include <memory>
#include <optional>
#include <vector>

namespace driftwood::decoder {

/// Decodes records whose data is in envelopes: columns have the paths of the data. A record that says that it
/// deletes is a tombstone, as a record without a value is.
class EnvelopeDecoder final : public Decoder {
  public:
    /// For a spec that names envelopes and whose schema is sound.
    [[nodiscard]] static Result<std::unique_ptr<Decoder>> make(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    /// A column that tells deletes.
    struct Operation {
        std::size_t column = 0;
        std::string deletes;
    };
    /// A column of the rows that is filled from a header of the record.
    struct FromHeader {
        std::size_t column = 0;
        std::string header;
    };
    EnvelopeDecoder(std::unique_ptr<Decoder> inner, const records::Schema& schema,
                    std::vector<Operation> operations, std::vector<FromHeader> headers);

    std::unique_ptr<Decoder> m_inner;
    records::RecordBatch m_rows; ///< with the columns of the operations after those of the spec
    std::vector<Operation> m_operations;
    std::vector<FromHeader> m_headers; ///< by column
};

} // namespace driftwood::decoder
