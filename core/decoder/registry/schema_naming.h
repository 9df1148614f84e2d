#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::decoder {

/// How a payload names the schema it was written with.
struct SchemaNaming {
    enum class Way : std::uint8_t {
        None,
        Frame,        ///< a zero byte and a registry's id before the payload proper
        Header,       ///< a header of the record (schemaHeader())
        SingleObject, ///< Avro's fingerprint before the payload proper
    };
    Way way = Way::None;
    std::string key;       ///< see schema_key.h
    std::size_t bytes = 0; ///< before the payload proper

    bool operator==(const SchemaNaming&) const = default;
};

/// `header`: the record's header that names schemas of its values, or of its keys; it goes before the rest.
[[nodiscard]] SchemaNaming schemaNaming(std::string_view payload,
                                        const std::optional<std::string_view>& header);

} // namespace driftwood::decoder
