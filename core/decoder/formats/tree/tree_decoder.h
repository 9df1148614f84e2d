#pragma once

#include "decoder/decoder.h"
#include "decoder/formats/tree/tree_format.h"
#include "decoder/formats/tree/tree_row.h"

namespace driftwood::decoder {

/// Decodes payloads of a format that describes itself into columns, without building a tree.
class TreeDecoder final : public Decoder {
  public:
    TreeDecoder(const TreeFormat& format, const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    void decodeOne(const broker::RawRecord& record, records::RecordBatch& rows,
                   std::vector<DecodeFailure>& failures);

    TreeFormat m_format;
    TreeRow m_row;
    std::optional<std::size_t> m_wholeColumn; ///< that takes the payload as a whole, as text
    bool m_takesAny;                          ///< whether a payload may be no object
};

} // namespace driftwood::decoder
