#pragma once

#include "decoder/decoder.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// What producers put around the data of a record: a row of a table.
struct Envelope {
    EnvelopeKind kind;
    std::string_view name;  ///< "debezium": in manifests and on the command line
    std::string_view title; ///< "Debezium"
    std::string_view data;  ///< where the data is: "after"
    /// Fields beside the data that are kept, as "@debezium.op".
    std::span<const std::string_view> kept;
    /// The field that says that a record deletes, and its value then; empty: none does.
    std::string_view operation;
    std::string_view deletes;
    /// Fields that all records of a sample have, by which it is known.
    std::span<const std::string_view> known;
};

[[nodiscard]] std::span<const Envelope> envelopes();
[[nodiscard]] const Envelope& envelopeOf(EnvelopeKind kind);
[[nodiscard]] std::optional<EnvelopeKind> envelopeFromName(std::string_view name);

/// The path that a field has in envelopes: "price" as "payload.after.price", "@debezium.op" as "payload.op".
[[nodiscard]] std::string wrappedPath(const std::vector<EnvelopeKind>& unwrap, std::string_view path);

/// Names the fields of a spec as they are without the envelopes, and leaves out those that are in none.
/// NotFound when the data has no field.
[[nodiscard]] Status unwrapFields(const std::vector<EnvelopeKind>& unwrap, DecoderSpec& spec);

/// The envelopes that a spec's fields look like, from the outermost; empty for none.
[[nodiscard]] std::vector<EnvelopeKind> envelopesAround(const records::Schema& schema);

} // namespace driftwood::decoder
