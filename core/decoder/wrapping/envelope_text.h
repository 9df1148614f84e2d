#pragma once

#include "decoder/decoder.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::decoder {

/// Takes the data out of its envelopes where a record is a text for people: the JSON of a value, whatever its
/// format is.
class EnvelopeText {
  public:
    struct Read {
        std::string text;      ///< the data as JSON, as it is written in the value
        bool isDelete = false; ///< the record says that it deletes: there is no data
        std::vector<std::pair<std::string, std::string>> beside; ///< "@debezium.op" and "u"
        std::string problem;                                     ///< why there is no text
    };
    /// `unwrap`: from the outermost.
    [[nodiscard]] static Result<EnvelopeText> create(const std::vector<EnvelopeKind>& unwrap);
    [[nodiscard]] Read read(std::string_view json, const broker::Headers& headers);

  private:
    /// A column of the text's parts besides the first, which is the data.
    struct Beside {
        std::string name;
        std::string deletes; ///< its value in records that delete; empty: it does not tell
    };
    EnvelopeText() = default;

    std::string m_titles;
    std::vector<std::pair<std::string, std::string>> m_headers; ///< "@cloudevents.type" and "ce_type"
    std::vector<Beside> m_beside;                               ///< by column, from the second
    std::unique_ptr<Decoder> m_decoder;                         ///< null: the data is the whole value
    std::optional<records::RecordBatch> m_rows;                 ///< with a decoder
};

} // namespace driftwood::decoder
