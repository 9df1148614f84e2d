#include "features/field_reader.h"

namespace driftwood::features {

using records::FieldType;

std::optional<FieldReader> FieldReader::bind(const records::Schema& schema, std::string_view path) {
    if (path == records::kTimestampPath)
        return FieldReader(Source::Timestamp, 0, FieldType::Int64);
    if (path == records::kPartitionPath)
        return FieldReader(Source::Partition, 0, FieldType::Int64);
    if (path == records::kOffsetPath)
        return FieldReader(Source::Offset, 0, FieldType::Int64);
    if (path == records::kKeyPath)
        return FieldReader(Source::Key, 0, FieldType::Text);
    const auto index = schema.indexOf(path);
    if (!index)
        return std::nullopt;
    return FieldReader(Source::Column, *index, schema.fields[*index].type);
}

} // namespace driftwood::features
