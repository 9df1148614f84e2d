#pragma once

#include "decoder/decoder.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// A structure that producers put around the data of a record: a row of a table.
struct Envelope {
    EnvelopeKind kind;
    std::string_view name;   ///< "debezium": in manifests and on the command line
    std::string_view title;  ///< "Debezium"
    std::string_view data;   ///< where the data is: "after"; empty: it is the whole value
    std::string_view prefix; ///< of the fields that are kept from beside the data: "@debezium."
    /// Fields beside the data that are kept, as "@debezium.op".
    std::span<const std::string_view> kept;
    /// The field that says that a record deletes, and its value then; empty: none does.
    std::string_view operation;
    std::string_view deletes;
    /// Fields that all records of a sample have, by which it is known.
    std::span<const std::string_view> known;
    /// Where the fields beside the data stand in headers of the record: what is before their names there, as
    /// "ce_", and the one by which it is known.
    std::string_view headers = {};
    std::string_view knownHeader = {};
};

[[nodiscard]] std::span<const Envelope> envelopes();
[[nodiscard]] const Envelope& envelopeOf(EnvelopeKind kind);
[[nodiscard]] std::optional<EnvelopeKind> envelopeFromName(std::string_view name);

/// The envelope whose fields beside the data stand in headers of the record.
[[nodiscard]] const Envelope& headerEnvelope();
/// The attributes that headers have of it ("type"), in its order; empty without the header that tells it.
/// `header` gives the value of a header by its name.
using HeaderOf = std::function<std::optional<std::string_view>(const char*)>;
[[nodiscard]] std::vector<std::string> headerAttributes(const HeaderOf& header);
/// The header of a field that is kept from beside the data ("@cloudevents.type" in "ce_type"); empty where
/// the field is in no header.
[[nodiscard]] std::string headerOfField(const std::vector<EnvelopeKind>& unwrap, std::string_view path);

/// The path that a field has in envelopes: "price" as "payload.after.price", "@debezium.op" as "payload.op".
/// That of a field that is in a header is its own.
[[nodiscard]] std::string wrappedPath(const std::vector<EnvelopeKind>& unwrap, std::string_view path);

/// Names the fields of a spec as they are without the envelopes, and leaves out those that are in none.
/// `attributes`: those that the sample's headers have. NotFound when the data has no field.
[[nodiscard]] Status unwrapFields(const std::vector<EnvelopeKind>& unwrap, DecoderSpec& spec,
                                  const std::vector<std::string>& attributes = {});

/// The envelopes that a spec's fields, and the attributes in headers, look like, from the outermost; empty
/// for none.
[[nodiscard]] std::vector<EnvelopeKind> envelopesAround(const records::Schema& schema,
                                                        const std::vector<std::string>& attributes = {});

} // namespace driftwood::decoder
