#include "decoder/vector_decoder.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace driftwood::decoder {

using records::ValueNote;

VectorDecoder::VectorDecoder(std::unique_ptr<Decoder> inner, const records::Schema& schema,
                             std::vector<Array> arrays, std::vector<Whole> wholes, bool nearest)
    : m_inner(std::move(inner))
    , m_rows(std::make_shared<const records::Schema>(schema))
    , m_arrays(std::move(arrays))
    , m_wholes(std::move(wholes))
    , m_row(nearest) {}

Result<std::unique_ptr<Decoder>> VectorDecoder::make(const DecoderSpec& spec) {
    DecoderSpec inner = spec;
    std::erase_if(inner.schema.fields, [](const records::Field& field) { return field.length > 0; });
    std::vector<Array> arrays;
    std::vector<Whole> wholes;
    for (std::size_t i = 0; i < spec.schema.fields.size(); ++i) {
        const records::Field& field = spec.schema.fields[i];
        if (field.length == 0) {
            wholes.push_back({wholes.size(), i}); // in the order of the inner schema
            continue;
        }
        const auto place = elementPlace(field.path);
        if (!place || place->index >= field.length || field.length > kLongestVector)
            return fail(ErrorCode::InvalidArgument,
                        "'" + field.path + "' is no element of an array of " + std::to_string(field.length),
                        "schema");
        auto source = inner.schema.indexOf(place->array);
        if (!source) {
            source = inner.schema.fields.size();
            inner.schema.fields.push_back({std::string(place->array), records::FieldType::Text});
        }
        if (inner.schema.fields[*source].type != records::FieldType::Text)
            return fail(ErrorCode::InvalidArgument,
                        "'" + field.path + "' is an element of a field that is no text", "schema");
        auto array = std::ranges::find_if(
            arrays, [&](const Array& of) { return of.source == *source && of.length == field.length; });
        if (array == arrays.end())
            array = arrays.insert(array, Array{*source, field.length, {}});
        array->elements.push_back({place->index, static_cast<std::int32_t>(i)});
    }
    auto decoder = Decoder::create(inner);
    if (!decoder)
        return forward(decoder);
    return std::unique_ptr<Decoder>(new VectorDecoder(std::move(*decoder), inner.schema, std::move(arrays),
                                                      std::move(wholes), spec.nearest));
}

void VectorDecoder::take(const Array& array, std::size_t row) {
    const records::Column& source = m_rows.column(array.source);
    if (!source.valid(row))
        return; // missing, as the row leaves what it gets no value for
    const bool areNumbers = readNumbers(source.text(row), m_numbers);
    for (const Array::Element& element : array.elements) {
        if (!areNumbers || m_numbers.size() != array.length) {
            m_row.noted(element.column, areNumbers ? ValueNote::Length : ValueNote::Nested);
            continue;
        }
        const NumberElement& number = m_numbers[element.index];
        if (number.kind == NumberElement::Kind::Number)
            m_row.number(element.column, number.number);
        else if (number.kind == NumberElement::Kind::NotANumber)
            m_row.notANumber(element.column);
    }
}

void VectorDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                           std::vector<DecodeFailure>& failures) {
    m_rows.clear();
    m_inner->decode(batch, m_rows, failures);
    std::vector<std::uint32_t> all(m_rows.rows());
    std::iota(all.begin(), all.end(), 0U);
    for (const Whole& whole : m_wholes)
        rows.column(whole.column).gather(m_rows.column(whole.source), all);
    for (std::size_t row = 0; row < m_rows.rows(); ++row) {
        m_row.begin(rows);
        for (const Array& array : m_arrays)
            take(array, row);
        broker::RawRecord record;
        const Position position = m_rows.position(row).inOnlyTopic();
        record.partition = position.partition;
        record.offset = position.offset;
        record.timestamp = TimestampMs(m_rows.timestampsMs()[row]);
        record.hasKey = m_rows.keys().valid(row);
        if (record.hasKey)
            record.key = m_rows.keys().text(row);
        m_row.finish(record);
    }
}

} // namespace driftwood::decoder
