#pragma once

#include "decoder/formats/avro/avro_schema.h"
#include "records/schema.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// A field of a writer's record as the reader knows it.
struct NamedField {
    std::string name; ///< the reader's, or the writer's own where the reader has no such field
    std::optional<std::uint32_t> readerType;
};

/// The names of a writer's fields: the reader's field of the same name, or the one that has the name as an
/// alias. `reader` may be null.
[[nodiscard]] std::vector<NamedField> namesOfFields(const AvroType& writer, const AvroType* reader);

/// Whether payloads of the writer's schema are records of the reader's type: of the same full name, or of one
/// that the reader's has as an alias. Of unions one branch is enough; what is no record is of one type.
[[nodiscard]] bool isOfType(const AvroSchema& writer, const AvroSchema& reader);
/// The full name of the records that a schema is of: "com.acme.Reading"; "a or b" for a union. Empty for
/// none.
[[nodiscard]] std::string recordNames(const AvroSchema& schema);

/// The reader's record for a writer's record of this name: the type itself or a branch of the union that it
/// is. A record that was renamed is found where there is no other.
[[nodiscard]] std::optional<std::uint32_t>
recordIn(const AvroSchema* reader, std::optional<std::uint32_t> type, const std::string& name);

/// The type of the column that a value which is neither a union nor null usually gets: decimals of up to 15
/// digits are numbers, longer ones text, which keeps them exact.
[[nodiscard]] records::FieldType columnTypeOf(const AvroType& type);

/// The meaning of the numbers of a logical type.
struct AvroTimeMeaning {
    TimeUnit unit;
    bool isOfDay; ///< from midnight, not from 1970
};
[[nodiscard]] std::optional<AvroTimeMeaning> timeMeaningOf(AvroLogical logical);

/// The column at a path for values of such a type.
[[nodiscard]] records::Field columnOf(std::string path, const AvroType& type);

} // namespace driftwood::decoder
