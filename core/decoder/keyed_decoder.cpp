#include "decoder/keyed_decoder.h"

#include "decoder/field_limits.h"
#include "decoder/formats/format.h"
#include "decoder/wrapping/unpacking_decoder.h"

#include <cstdint>
#include <utility>

namespace driftwood::decoder {
namespace {

using records::kKeyFieldPrefix;

constexpr std::uint32_t kNoRow = UINT32_MAX;

/// Goes through a decoder's rows and failures along the batch: each record has one or the other.
class Outcomes {
  public:
    Outcomes(const records::RecordBatch& rows, const std::vector<DecodeFailure>& failures)
        : m_rows(rows)
        , m_failures(failures) {}

    /// The row of the next record, or kNoRow, and then failure() says why.
    std::uint32_t next(const Position& position) {
        const bool isRow = m_row < m_rows.rows() && m_rows.position(m_row).inOnlyTopic() == position;
        if (!isRow)
            m_failed = m_failure++;
        return isRow ? static_cast<std::uint32_t>(m_row++) : kNoRow;
    }
    [[nodiscard]] const DecodeFailure& failure() const { return m_failures[m_failed]; }

  private:
    const records::RecordBatch& m_rows;
    const std::vector<DecodeFailure>& m_failures;
    std::size_t m_row = 0;
    std::size_t m_failure = 0;
    std::size_t m_failed = 0;
};

} // namespace

DecoderSpec keyDecoderSpec(const DecoderSpec& spec) {
    DecoderSpec out;
    out.nearest = spec.nearest;
    out.format = spec.key->format;
    out.csvDelimiter = spec.key->csvDelimiter;
    out.csvColumns = spec.key->csvColumns;
    out.schemas = spec.key->schemas;
    out.unpack = spec.key->unpack;
    out.book = spec.book;
    out.ofKeys = true;
    for (const records::Field& field : spec.schema.fields) {
        if (!field.path.starts_with(kKeyFieldPrefix) || field.path == records::kKeyBytesPath)
            continue;
        out.schema.fields.push_back(field);
        out.schema.fields.back().path.erase(0, kKeyFieldPrefix.size());
    }
    return out;
}

void keepKeyBytes(DecoderSpec& spec) {
    if (spec.key && !formatOf(spec.key->format).isText && !spec.schema.indexOf(records::kKeyBytesPath))
        spec.schema.fields.push_back({std::string(records::kKeyBytesPath), records::FieldType::Text});
}

KeySpec keySpecOf(const DecoderSpec& spec) {
    return {spec.format, spec.csvDelimiter, spec.csvColumns, spec.schemas, spec.unpack};
}

std::vector<std::string> keyFieldsOf(const std::vector<std::string>& paths) {
    std::vector<std::string> out;
    for (const std::string& path : paths)
        if (path.starts_with(kKeyFieldPrefix))
            out.push_back(path.substr(kKeyFieldPrefix.size()));
    return out;
}

Result<std::unique_ptr<Decoder>> KeyedDecoder::make(const DecoderSpec& spec) {
    DecoderSpec value = spec;
    value.key.reset();
    std::erase_if(value.schema.fields,
                  [](const records::Field& field) { return field.path.starts_with(kKeyFieldPrefix); });
    DecoderSpec key = keyDecoderSpec(spec);
    const bool isBinary = !formatOf(key.format).isText;
    if (isBinary)
        key.schema.fields.push_back({std::string(kWholePayloadPath), records::FieldType::Text});
    auto ofValue = payloadDecoder(value);
    if (!ofValue)
        return forward(ofValue);
    auto ofKey = payloadDecoder(key);
    if (!ofKey)
        return fail(ofKey.error().code, ofKey.error().what, "key, " + ofKey.error().where,
                    ofKey.error().hint);
    Side values(std::move(*ofValue), value.schema);
    Side keys(std::move(*ofKey), key.schema);
    const auto keyBytes = spec.schema.indexOf(records::kKeyBytesPath);
    for (std::size_t i = 0; i < spec.schema.fields.size(); ++i)
        if (keyBytes != i)
            (spec.schema.fields[i].path.starts_with(kKeyFieldPrefix) ? keys : values).columns.push_back(i);
    return std::unique_ptr<Decoder>(new KeyedDecoder(std::move(values), std::move(keys), isBinary, keyBytes));
}

void KeyedDecoder::Side::decode(const broker::RawBatch& batch) {
    rows.clear();
    failures.clear();
    decoder->decode(batch, rows, failures);
}

void KeyedDecoder::Side::appendTo(records::RecordBatch& out, const std::vector<std::uint32_t>& chosen) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        records::Column& column = out.column(columns[i]);
        for (const std::uint32_t row : chosen) {
            if (row == kNoRow)
                column.appendMissing();
            else
                column.gather(rows.column(i), {&row, 1});
        }
    }
}

void KeyedDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                          std::vector<DecodeFailure>& failures) {
    m_value.decode(batch);
    m_key.decode(batch.keysAsValues());
    Outcomes values(m_value.rows, m_value.failures);
    Outcomes keys(m_key.rows, m_key.failures);
    std::vector<std::uint32_t> valueRows;
    std::vector<std::uint32_t> keyRows;
    for (const broker::RawRecord& record : batch.records()) {
        const Position position{record.partition, record.offset};
        const std::uint32_t valueRow = values.next(position);
        const std::uint32_t keyRow = keys.next(position);
        if (valueRow == kNoRow) {
            failures.push_back(values.failure());
            continue;
        }
        if (keyRow == kNoRow && record.hasKey) {
            DecodeFailure& failure = failures.emplace_back(keys.failure());
            failure.reason.insert(0, "key: ");
            continue;
        }
        valueRows.push_back(valueRow);
        keyRows.push_back(keyRow);
        std::string_view key = record.key;
        if (m_isBinaryKey && record.hasKey)
            key = m_key.rows.column(m_key.columns.size()).text(keyRow);
        rows.appendPosition(record.partition, record.offset, record.timestamp,
                            record.hasKey ? &key : nullptr);
        if (m_keyBytes && record.hasKey)
            rows.column(*m_keyBytes).appendText(record.key);
        else if (m_keyBytes)
            rows.column(*m_keyBytes).appendMissing();
    }
    m_value.appendTo(rows, valueRows);
    m_key.appendTo(rows, keyRows);
}

} // namespace driftwood::decoder
