#include "decoder/masking/masking_decoder.h"

#include "decoder/formats/format.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/wrapping/envelope.h"

#include <algorithm>
#include <numeric>

namespace driftwood::decoder {
namespace {

using broker::MaskKind;
using records::kKeyFieldPrefix;
using records::kKeyPath;

/// By which a mask may name a field: its name in the rows, and where it lies in the payload with its
/// envelopes.
std::vector<std::string> namesOf(const std::vector<EnvelopeKind>& unwrap, const std::string& path) {
    if (unwrap.empty() || path.starts_with(kKeyFieldPrefix))
        return {path};
    return {path, wrappedPath(unwrap, path)};
}

std::optional<MaskKind> maskOf(const Masks& masks, const std::vector<EnvelopeKind>& unwrap,
                               const std::string& path) {
    for (const std::string& name : namesOf(unwrap, path))
        if (const auto kind = masks.of(name))
            return kind;
    return std::nullopt;
}

/// Those names of a text field by which something within it is masked.
std::vector<std::string> masksWithin(const Masks& masks, const std::vector<EnvelopeKind>& unwrap,
                                     const records::Field& field) {
    if (field.type != records::FieldType::Text)
        return {};
    std::vector<std::string> names = namesOf(unwrap, field.path);
    std::erase_if(names, [&](const std::string& name) { return !masks.areWithin(name); });
    return names;
}

bool masksValues(const broker::FieldMask& mask) {
    return mask.path != kKeyPath && !mask.path.starts_with(kKeyFieldPrefix);
}

} // namespace

void maskInferred(const broker::FieldMasks& masks, InferredSchema& inferred) {
    if (masks.empty())
        return;
    const Masks of(masks);
    std::erase_if(inferred.fields, [&](FieldSample& sample) {
        const auto kind = of.of(sample.field.path);
        if (kind || of.areWithin(sample.field.path))
            sample.example.clear();
        if (!kind)
            return false;
        const bool isElement = sample.field.length > 0;
        sample.field = {sample.field.path, records::FieldType::Text};
        return isElement || *kind == MaskKind::Hide;
    });
    inferred.spec.masks = masks;
    inferred.spec.schema.fields.clear();
    for (const FieldSample& sample : inferred.fields)
        inferred.spec.schema.fields.push_back(sample.field);
}

Status unwrapInferred(const std::vector<EnvelopeKind>& unwrap, InferredSchema& inferred) {
    DecoderSpec& spec = inferred.spec;
    if (Status unwrapped = unwrapFields(unwrap, spec, inferred.attributes); !unwrapped)
        return unwrapped;
    const Masks masks(spec.masks);
    std::erase_if(spec.schema.fields, [&](records::Field& field) {
        const auto kind = maskOf(masks, unwrap, field.path);
        const bool isElement = field.length > 0;
        if (kind)
            field = {field.path, records::FieldType::Text};
        return kind && (isElement || *kind == MaskKind::Hide);
    });
    return {};
}

MaskingDecoder::MaskingDecoder(std::unique_ptr<Decoder> inner, const DecoderSpec& spec)
    : m_inner(std::move(inner))
    , m_masks(spec.masks)
    , m_isOneValue(spec.format >= PayloadFormat::Utf8)
    , m_texts(spec.masks, &spec)
    , m_rows(std::make_shared<const records::Schema>(spec.schema)) {
    for (const records::Field& field : spec.schema.fields) {
        m_kinds.push_back(maskOf(m_masks, spec.unwrap, field.path));
        m_within.push_back(masksWithin(m_masks, spec.unwrap, field));
    }
}

Result<std::unique_ptr<Decoder>> MaskingDecoder::make(const DecoderSpec& spec) {
    const Masks masks(spec.masks);
    for (const records::Field& field : spec.schema.fields)
        if (field.type != records::FieldType::Text && maskOf(masks, spec.unwrap, field.path))
            return fail(ErrorCode::InvalidArgument,
                        "field '" + field.path + "' is masked by the connection, and is a text therefore",
                        "schema", "Leave its type out.");
    DecoderSpec inner = spec;
    inner.masks = {};
    auto decoder = Decoder::create(inner);
    if (!decoder)
        return forward(decoder);
    return std::unique_ptr<Decoder>(new MaskingDecoder(std::move(*decoder), spec));
}

bool MaskingDecoder::isWhole(const records::Field& field) const {
    return m_isOneValue && field.type == records::FieldType::Text && field.path == "value";
}

void MaskingDecoder::take(std::size_t field, records::Column& out) const {
    const records::Column& values = m_rows.column(field);
    const auto kind = m_kinds[field];
    for (std::size_t row = 0; row < m_rows.rows(); ++row) {
        if (!values.valid(row) || kind == MaskKind::Hide)
            out.appendMissing();
        else if (kind)
            out.appendText(m_masks.masked(*kind, values.text(row)));
        else if (isWhole(m_rows.schema().fields[field]))
            out.appendText(m_texts.value(values.text(row)).value_or(std::string(kHidden)));
        else
            out.appendText(maskedWithin(field, values.text(row)));
    }
}

std::string MaskingDecoder::maskedWithin(std::size_t field, std::string_view json) const {
    std::string text(json);
    for (const std::string& name : m_within[field]) {
        auto masked = m_masks.maskedJson(text, name);
        if (!masked)
            return std::string(kHidden);
        text = std::move(*masked);
    }
    return text;
}

void MaskingDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                            std::vector<DecodeFailure>& failures) {
    m_rows.clear();
    m_inner->decode(batch, m_rows, failures);
    std::vector<std::uint32_t> all(m_rows.rows());
    std::iota(all.begin(), all.end(), 0U);
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        const records::Field& field = m_rows.schema().fields[i];
        if (m_kinds[i] || isWhole(field) || !m_within[i].empty())
            take(i, rows.column(i));
        else
            rows.column(i).gather(m_rows.column(i), all);
    }
    for (std::size_t row = 0; row < m_rows.rows(); ++row) {
        const Position at = m_rows.position(row).inOnlyTopic();
        const auto key =
            m_rows.keys().valid(row) ? maskedKey(m_masks, m_rows.keys().text(row)) : std::nullopt;
        const std::string_view text = key ? std::string_view(*key) : std::string_view();
        rows.appendPosition(at.partition, at.offset, TimestampMs(m_rows.timestampsMs()[row]),
                            key ? &text : nullptr);
    }
}

std::optional<std::string> maskedKey(const Masks& masks, std::string_view key) {
    if (const auto kind = masks.of(kKeyPath))
        return *kind == MaskKind::Hide ? std::nullopt : std::optional(masks.masked(*kind, key));
    return masks.areWithin(kKeyPath) ? masks.maskedJson(withoutJsonFrame(key), kKeyPath)
                                     : std::optional(std::string(key));
}

TextMasking::TextMasking(const broker::FieldMasks& masks, const DecoderSpec* spec)
    : m_masks(masks)
    , m_isMasked(std::ranges::any_of(masks.fields, masksValues)) {
    if (spec == nullptr)
        return;
    m_format = spec->format;
    const auto isMaskedName = [&](std::string_view name) { return m_masks.of(name).has_value(); };
    m_isPlain = spec->format == PayloadFormat::Csv ? std::ranges::none_of(spec->csvColumns, isMaskedName)
                                                   : !isMaskedName("value");
}

std::optional<std::string> TextMasking::value(std::string_view text) const {
    if (!m_isMasked)
        return std::string(text);
    if (m_format == PayloadFormat::Hex || m_format == PayloadFormat::Base64)
        return std::nullopt; // whatever is in there
    const std::string_view json = withoutJsonFrame(text);
    if (m_format == PayloadFormat::Json)
        return m_masks.maskedJson(json);
    const bool isNested = json.starts_with('{') || json.starts_with('[');
    if (!m_isPlain && (!isNested || formatOf(m_format).isText))
        return std::nullopt;
    if (!isNested)
        return std::string(text);
    auto masked = m_masks.maskedJson(json);
    return masked || !formatOf(m_format).isText ? masked : std::optional(std::string(text));
}

std::optional<std::string> TextMasking::field(std::string_view name, std::string_view text) const {
    const auto kind = m_masks.of(name);
    return kind ? *kind == MaskKind::Hide ? std::nullopt : std::optional(m_masks.masked(*kind, text))
                : std::optional(std::string(text));
}

std::optional<std::string> TextMasking::key(std::string_view text) const { return maskedKey(m_masks, text); }

} // namespace driftwood::decoder
