#pragma once

#include "decoder/decoder.h"
#include "decoder/formats/json/json_row.h"
#include "decoder/vector_fields.h"

#include <memory>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// Decodes elements of arrays into columns of their own: another decoder gives the array as JSON, whatever
/// the format. In a row whose array has another length, or holds more than numbers, they do not fit.
class VectorDecoder final : public Decoder {
  public:
    /// For a spec with such fields whose schema is sound.
    [[nodiscard]] static Result<std::unique_ptr<Decoder>> make(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    /// An array of which columns take elements.
    struct Array {
        std::size_t source = 0; ///< the column with its JSON, of m_rows
        std::size_t length = 0;
        struct Element {
            std::size_t index = 0;
            std::int32_t column = 0; ///< of the rows
        };
        std::vector<Element> elements;
    };
    /// A column that is taken as it is.
    struct Whole {
        std::size_t source = 0;
        std::size_t column = 0;
    };
    VectorDecoder(std::unique_ptr<Decoder> inner, const records::Schema& schema, std::vector<Array> arrays,
                  std::vector<Whole> wholes, bool nearest);
    void take(const Array& array, std::size_t row);

    std::unique_ptr<Decoder> m_inner;
    records::RecordBatch m_rows;
    std::vector<Array> m_arrays;
    std::vector<Whole> m_wholes;
    JsonRow m_row;
    std::vector<NumberElement> m_numbers;
};

} // namespace driftwood::decoder
