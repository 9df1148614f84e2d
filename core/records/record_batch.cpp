#include "records/record_batch.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace driftwood::records {

RecordBatch::RecordBatch(std::shared_ptr<const Schema> schema, SourceIndex source)
    : m_schema(std::move(schema))
    , m_source(source) {
    m_columns.reserve(m_schema->fields.size());
    for (const Field& field : m_schema->fields)
        m_columns.emplace_back(field.type);
}

const Column* RecordBatch::find(std::string_view path) const {
    if (path == kKeyPath)
        return &m_keys;
    const auto index = m_schema->indexOf(path);
    return index ? &m_columns[*index] : nullptr;
}

double RecordBatch::number(std::string_view path, std::size_t row) const {
    if (path == kTimestampPath)
        return static_cast<double>(m_timestampsMs[row]);
    if (path == kPartitionPath)
        return m_partitions[row];
    if (path == kOffsetPath)
        return static_cast<double>(m_offsets[row]);
    const Column* found = find(path);
    return found ? found->number(row) : std::numeric_limits<double>::quiet_NaN();
}

void RecordBatch::appendPosition(PartitionId partition, Offset offset, TimestampMs timestamp,
                                 const std::string_view* key) {
    m_sources.push_back(m_source);
    m_partitions.push_back(partition.value);
    m_offsets.push_back(offset.value);
    m_timestampsMs.push_back(timestamp.value);
    if (key)
        m_keys.appendText(*key);
    else
        m_keys.appendMissing();
}

void RecordBatch::truncate(std::size_t rows) {
    for (Column& column : m_columns)
        column.truncate(rows);
    m_sources.resize(rows);
    m_partitions.resize(rows);
    m_offsets.resize(rows);
    m_timestampsMs.resize(rows);
    m_keys.truncate(rows);
}

void RecordBatch::reserve(std::size_t rows) {
    for (Column& column : m_columns)
        column.reserve(rows);
    m_sources.reserve(rows);
    m_partitions.reserve(rows);
    m_offsets.reserve(rows);
    m_timestampsMs.reserve(rows);
    m_keys.reserve(rows);
}

void RecordBatch::gather(const RecordBatch& other, std::span<const std::uint32_t> rows) {
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        m_columns[i].gather(other.m_columns[i], rows);
    m_keys.gather(other.m_keys, rows);
    for (const std::uint32_t row : rows) {
        m_sources.push_back(other.m_sources[row]);
        m_partitions.push_back(other.m_partitions[row]);
        m_offsets.push_back(other.m_offsets[row]);
        m_timestampsMs.push_back(other.m_timestampsMs[row]);
    }
}

void RecordBatch::append(const RecordBatch& other) {
    std::vector<std::uint32_t> all(other.rows());
    std::iota(all.begin(), all.end(), 0U);
    gather(other, all);
}

RecordBatch RecordBatch::join(std::vector<RecordBatch> parts, std::span<const std::uint32_t> order) {
    RecordBatch whole(parts.front().m_schema);
    std::vector<Column*> columns(parts.size());
    const auto joinColumn = [&](Column& into, auto columnOf) {
        std::ranges::transform(parts, columns.begin(), columnOf);
        into = Column::join(columns, order);
    };
    for (std::size_t i = 0; i < whole.m_columns.size(); ++i)
        joinColumn(whole.m_columns[i], [i](RecordBatch& part) { return &part.m_columns[i]; });
    joinColumn(whole.m_keys, [](RecordBatch& part) { return &part.m_keys; });
    const auto joinPlaces = [&](auto member) {
        auto& into = whole.*member;
        auto all = std::exchange(parts.front().*member, {});
        for (std::size_t i = 1; i < parts.size(); ++i) {
            all.insert(all.end(), (parts[i].*member).begin(), (parts[i].*member).end());
            parts[i].*member = {};
        }
        into.reserve(order.size());
        for (const std::uint32_t row : order)
            into.push_back(all[row]);
    };
    joinPlaces(&RecordBatch::m_sources);
    joinPlaces(&RecordBatch::m_partitions);
    joinPlaces(&RecordBatch::m_offsets);
    joinPlaces(&RecordBatch::m_timestampsMs);
    return whole;
}

void RecordBatch::shrink() {
    for (Column& column : m_columns)
        column.shrink();
    m_keys.shrink();
    m_sources.shrink_to_fit();
    m_partitions.shrink_to_fit();
    m_offsets.shrink_to_fit();
    m_timestampsMs.shrink_to_fit();
}

std::size_t RecordBatch::memoryBytes() const {
    std::size_t bytes = rows() * (sizeof(SourceIndex) + sizeof(std::int32_t) + 2 * sizeof(std::int64_t) + 16);
    for (const Column& column : m_columns)
        bytes += column.size() * (column.type() == FieldType::Text ? 24 : 9) +
                 column.notes().size() * sizeof(RowNote);
    return bytes;
}

} // namespace driftwood::records
