#include "decoder/format_detection.h"

#include "decoder/field_limits.h"
#include "decoder/formats/format.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/registry/schema_key.h"
#include "decoder/wrapping/envelope.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostNotedSchemas = 100;

void noteSchema(const std::string& key, std::vector<std::string>& in) {
    if (!key.empty() && in.size() < kMostNotedSchemas && std::ranges::find(in, key) == in.end())
        in.push_back(key);
}

} // namespace

FormatDetection::FormatDetection(SampleHints hints, bool ofKeys, std::optional<PayloadFormat> stated)
    : m_ofKeys(ofKeys)
    , m_asks(static_cast<bool>(hints.book)) {
    for (const bool isStated : {true, false}) // the stated one is asked first
        for (const Format* const format : formats())
            if ((stated == format->format) == isStated) {
                hints.isStated = isStated;
                m_tried.push_back({format->format, format->sampler(hints)});
            }
}

FormatDetection::~FormatDetection() = default;
FormatDetection::FormatDetection(FormatDetection&&) noexcept = default;

void FormatDetection::add(const broker::RawBatch& batch, std::size_t record) {
    const broker::RawRecord& of = batch.records()[record];
    const std::string_view payload = m_ofKeys ? of.key : of.value;
    ++m_seen.records;
    m_findings.clear();
    if (!(m_ofKeys ? of.hasKey : of.hasValue) || payload.empty())
        return;
    if (!m_ofKeys)
        noteAttributes(batch, record);
    const auto header = batch.header(record, schemaHeader(m_ofKeys));
    if (const auto plain = unpacked(payload))
        offer(*plain, schemaNaming(*plain, header), schemaOfHeader(header).value_or(HeaderSchema()));
    else
        ++m_seen.payloads;
}

void FormatDetection::noteAttributes(const broker::RawBatch& batch, std::size_t record) {
    const auto found = headerAttributes([&](const char* name) { return batch.header(record, name); });
    m_events += found.empty() ? 0 : 1;
    for (const std::string& attribute : found)
        if (std::ranges::find(m_attributes, attribute) == m_attributes.end())
            m_attributes.push_back(attribute);
}

std::optional<std::string_view> FormatDetection::unpacked(std::string_view payload) {
    const auto compression = compressionOf(payload);
    if (!compression)
        return payload;
    m_bytes.clear();
    const Status done = m_unpacker.unpack(*compression, payload, m_bytes);
    if (!done && m_seen.problem.empty())
        m_seen.problem = done.error().what;
    if (!done && done.error().code != ErrorCode::Unsupported)
        return payload; // it may have begun like this by chance
    m_unpackedBytes += done ? m_bytes.size() : kMostUnpackedBytes;
    auto seen = std::ranges::find(m_seen.compressed, *compression, &CompressionSeen::compression);
    if (seen == m_seen.compressed.end())
        seen = m_seen.compressed.insert(seen, {*compression, 0});
    ++seen->payloads;
    return done ? std::optional<std::string_view>(m_bytes) : std::nullopt;
}

void FormatDetection::offer(std::string_view payload, const SchemaNaming& named, const HeaderSchema& header) {
    ++m_seen.payloads;
    noteSchema(named.key, m_seen.schemas);
    const bool byHeader = named.way == SchemaNaming::Way::Header;
    const auto claimed = std::ranges::find_if(
        m_tried, [&](const Tried& tried) { return tried.sampler->claim(payload, header); });
    if (claimed == m_tried.end() && (byHeader || named.way == SchemaNaming::Way::Frame)) {
        noteSchema(named.key, m_seen.missing);
        if (m_seen.framed++ == 0)
            m_seen.frame = byHeader ? "what " + schemaKeyWords(named.key) + " of a schema registry describes"
                                    : registryLook(payload);
        return;
    }
    for (auto other = m_tried.begin(); other != m_tried.end(); ++other)
        if (claimed == m_tried.end())
            other->sampler->seeUnclaimed(payload);
        else if (other != claimed)
            other->sampler->seeClaimed(payload);
}

std::size_t FormatDetection::keptBytes() const {
    std::size_t kept = 0;
    for (const Tried& tried : m_tried)
        kept += tried.sampler->keptBytes();
    return kept;
}

const std::vector<SampledFormat>& FormatDetection::findings() const {
    if (m_findings.empty())
        for (const Tried& tried : m_tried)
            m_findings.push_back(tried.sampler->finish());
    return m_findings;
}

SampledFormat FormatDetection::best(std::optional<PayloadFormat> of) const {
    const SampledFormat* best = nullptr;
    for (std::size_t i = 0; i < m_tried.size(); ++i)
        if (const SampledFormat& found = findings()[i];
            (!of || *of == m_tried[i].format) && (best == nullptr || found.payloads > best->payloads))
            best = &found;
    SampledFormat out = best == nullptr ? SampledFormat() : *best;
    if (!m_seen.compressed.empty()) // all of them: another one may come later in the range
        out.spec.unpack = allCompressions();
    return out;
}

Detection FormatDetection::finish() const {
    Detection seen = m_seen;
    if (2 * m_events > m_seen.payloads)
        seen.attributes = m_attributes;
    std::vector<std::pair<std::int64_t, FormatSeen>> found;
    std::vector<SchemaProblem> told;
    for (const SampledFormat& of : findings())
        told.insert(told.end(), of.problems.begin(), of.problems.end());
    if (const SchemaProblem* const stated = worstProblem(told, {}))
        seen.problems.push_back(*stated);
    if (m_asks)
        for (const std::string& key : seen.missing) {
            const SchemaProblem* const problem = worstProblem(told, key);
            seen.problems.push_back(
                problem != nullptr
                    ? *problem
                    : SchemaProblem{
                          key, {ErrorCode::Mismatch, "the records are not of that schema", {}, {}}, false});
        }
    if (seen.problem.empty())
        seen.problem = problemsText(seen.problems);
    for (std::size_t i = 0; i < m_tried.size(); ++i) {
        const SampledFormat& of = findings()[i];
        if (seen.problem.empty())
            seen.problem = of.problem;
        if (of.payloads + of.beyond > 0)
            found.push_back({of.payloads, {m_tried[i].format, of.payloads + of.beyond}});
    }
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [claimed, format] : found)
        seen.formats.push_back(format);
    return seen;
}

std::string Detection::compressionNames() const {
    std::string out;
    for (const CompressionSeen& one : compressed)
        out.append(out.empty() ? "" : ", ").append(compressionName(one.compression));
    return out;
}

bool Detection::isCompressed() const {
    std::int64_t all = 0;
    for (const CompressionSeen& one : compressed)
        all += one.payloads;
    return 2 * all > payloads;
}

std::optional<PayloadFormat> binaryFormatOf(const Detection& seen) {
    if (seen.formats.empty() || (formatOf(seen.formats.front().format).isText && !seen.isCompressed()) ||
        2 * seen.formats.front().payloads <= seen.payloads)
        return std::nullopt;
    return seen.formats.front().format;
}

} // namespace driftwood::decoder
