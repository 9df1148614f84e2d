#include "features/field_reader.h"

namespace driftwood::features {

using records::FieldType;

std::optional<FieldReader> FieldReader::bind(const records::Schema& schema, std::string_view path) {
    if (path == records::kTimestampPath)
        return FieldReader(Source::Timestamp, 0, {{}, FieldType::Int64, false, TimeUnit::Milliseconds});
    if (path == records::kPartitionPath)
        return FieldReader(Source::Partition, 0, {{}, FieldType::Int64});
    if (path == records::kOffsetPath)
        return FieldReader(Source::Offset, 0, {{}, FieldType::Int64});
    if (path == records::kKeyPath)
        return FieldReader(Source::Key, 0, {{}, FieldType::Text});
    const auto index = schema.indexOf(path);
    if (!index)
        return std::nullopt;
    return FieldReader(Source::Column, *index, schema.fields[*index]);
}

std::optional<std::int64_t> FieldReader::firstInteger(const records::RecordBatch& batch, std::size_t begin,
                                                      std::size_t end) const {
    if (m_type == FieldType::Text || m_type == FieldType::Float64)
        return 0;
    std::optional<std::int64_t> first;
    withNumbers(batch, begin, end, [&](std::size_t, auto value, bool there) {
        if (there && !first)
            first = static_cast<std::int64_t>(value);
    });
    return first;
}

std::int64_t FieldReader::countRounded(const records::RecordBatch& batch, std::size_t begin,
                                       std::size_t end) const {
    if (m_type == FieldType::Text || m_type == FieldType::Float64)
        return 0;
    std::int64_t rounded = 0;
    withNumbers(batch, begin, end, [&](std::size_t, auto value, bool there) {
        rounded += there && !isExactNumber(static_cast<std::int64_t>(value)) ? 1 : 0;
    });
    return rounded;
}

} // namespace driftwood::features
