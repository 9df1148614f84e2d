#include "decoder/formats/single/single_decoder.h"

#include "decoder/field_limits.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/value_text.h"

#include <bit>
#include <utility>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostIntegerBytes = 8;

/// The bytes as a number, from the lowest byte or the highest.
std::uint64_t bitsOf(std::string_view payload, bool isLittleEndian) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < payload.size(); ++i) {
        const std::size_t at = isLittleEndian ? payload.size() - 1 - i : i;
        bits = (bits << 8U) | static_cast<unsigned char>(payload[at]);
    }
    return bits;
}

std::string bytesWords(std::size_t bytes) {
    return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

} // namespace

SingleDecoder::SingleDecoder(const SingleFormat& format, const DecoderSpec& spec)
    : m_format(format)
    , m_row(spec.nearest) {
    for (std::size_t i = 0; i < spec.schema.fields.size(); ++i)
        m_columns.push_back(i);
    if (format.charset != nullptr)
        m_charset.emplace(format.charset);
}

Result<std::unique_ptr<Decoder>> SingleDecoder::make(const SingleFormat& format, const DecoderSpec& spec) {
    for (const records::Field& field : spec.schema.fields)
        if (field.path != kSingleValuePath && field.path != kWholePayloadPath)
            return fail(ErrorCode::InvalidArgument,
                        "a payload that is " + std::string(format.what) + " has no field '" + field.path +
                            "'",
                        "schema", "Its one field is called value.");
    return std::unique_ptr<Decoder>(new SingleDecoder(format, spec));
}

void SingleDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                           std::vector<DecodeFailure>& failures) {
    for (const broker::RawRecord& record : batch.records()) {
        const Position position{record.partition, record.offset};
        if (!record.hasValue) {
            failures.push_back({position, "tombstone", FailureKind::Tombstone});
            continue;
        }
        if (record.value.empty() && m_format.kind != SingleFormat::Kind::Text) {
            failures.push_back({position, "empty payload", FailureKind::Empty});
            continue;
        }
        m_row.begin(rows);
        if (const std::string problem = append(record.value); !problem.empty()) {
            rows.truncate(rows.rows());
            failures.push_back(
                {position, "not " + std::string(m_format.what) + ": " + problem, FailureKind::NotThisFormat});
            continue;
        }
        m_row.finish();
        rows.appendPosition(record.partition, record.offset, record.timestamp,
                            record.hasKey ? &record.key : nullptr);
    }
}

void SingleDecoder::toAll(std::string_view text) {
    for (const std::size_t column : m_columns)
        m_row.text(column, text);
}

std::string SingleDecoder::appendText(std::string_view payload) {
    if (!m_charset) {
        if (const std::size_t at = findInvalidUtf8(payload); at != std::string_view::npos)
            return "not UTF-8 at byte " + std::to_string(at);
        toAll(payload);
        return {};
    }
    std::size_t problemAt = 0;
    const bool isMarked = m_format.format == PayloadFormat::Utf16;
    std::string swapped;
    if (isMarked && payload.starts_with("\xFF\xFE")) { // the other byte order
        swapped = payload;
        for (std::size_t i = 0; i + 1 < swapped.size(); i += 2)
            std::swap(swapped[i], swapped[i + 1]);
        payload = swapped;
    }
    if (isMarked && payload.starts_with("\xFE\xFF"))
        payload.remove_prefix(2);
    const auto text = m_charset->toUtf8(payload, problemAt);
    if (!text)
        return "byte " + std::to_string(problemAt) + " belongs to no character of it";
    toAll(*text);
    return {};
}

std::string SingleDecoder::append(std::string_view payload) {
    const std::uint64_t bits =
        payload.size() <= kMostIntegerBytes ? bitsOf(payload, m_format.isLittleEndian) : 0;
    switch (m_format.kind) {
    case SingleFormat::Kind::Text:
        return appendText(payload);
    case SingleFormat::Kind::Hex:
        toAll(hexText(payload));
        return {};
    case SingleFormat::Kind::Base64:
        toAll(base64Text(payload));
        return {};
    case SingleFormat::Kind::Signed:
    case SingleFormat::Kind::Unsigned: {
        if (payload.size() > kMostIntegerBytes)
            return "it has " + bytesWords(payload.size());
        const auto unused = static_cast<unsigned>(8 * (kMostIntegerBytes - payload.size()));
        for (const std::size_t column : m_columns)
            if (m_format.kind == SingleFormat::Kind::Unsigned)
                m_row.unsignedInteger(column, bits);
            else
                m_row.integer(column, static_cast<std::int64_t>(bits << unused) >> unused);
        return {};
    }
    case SingleFormat::Kind::Floating:
        if (payload.size() != sizeof(float) && payload.size() != sizeof(double))
            return "it has " + bytesWords(payload.size());
        for (const std::size_t column : m_columns)
            if (payload.size() == sizeof(float))
                m_row.singleFloating(column, std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
            else
                m_row.floating(column, std::bit_cast<double>(bits));
        return {};
    }
    return {};
}

} // namespace driftwood::decoder
