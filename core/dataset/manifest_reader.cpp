#include "base/bounded_json.h"
#include "base/json_fields.h"
#include "broker/range_sets.h"
#include "dataset/isolation_name.h"
#include "dataset/manifest.h"
#include "decoder/formats/format.h"
#include "decoder/keyed_decoder.h"
#include "decoder/vector_fields.h"
#include "decoder/wrapping/envelope.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace driftwood::dataset {
namespace {

using nlohmann::json;

constexpr int kFilterByValueSince = 3; ///< manifest version

bool isSha256(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<records::Field> readField(const json& value, const std::string& where, const std::string& path) {
    JsonFields fields(value, where, path);
    records::Field out;
    fields.read("path", out.path);
    fields.name("type", out.type, records::fieldTypeFromName);
    if (fields.has("fromText"))
        fields.read("fromText", out.fromText);
    if (fields.has("unit")) // older manifests have none: times are then told by their size
        fields.name("unit", out.unit.emplace(), timeUnitFromName);
    if (fields.has("ofDay"))
        fields.read("ofDay", out.isOfDay);
    fields.require(out.unit || !out.isOfDay, "ofDay", "is for a field with a unit of time");
    if (fields.has("length")) {
        int length = 0;
        fields.read("length", length, 1, static_cast<int>(decoder::kLongestVector));
        out.length = static_cast<std::uint32_t>(length);
    }
    if (auto done = fields.finish(); !done)
        return forward(done);
    return out;
}

void readUnpack(JsonFields& fields, std::vector<decoder::Compression>& out) {
    if (!fields.has("unpack"))
        return;
    std::vector<std::string> names;
    fields.read("unpack", names);
    for (const std::string& name : names) {
        const auto compression = decoder::compressionFromName(name);
        fields.require(compression.has_value(), "unpack",
                       "has a compression that this version does not know");
        if (compression)
            out.push_back(*compression);
    }
}

Result<broker::FieldMask> readMask(const json& value, const std::string& where, const std::string& path) {
    JsonFields fields(value, where, path);
    broker::FieldMask out;
    fields.read("path", out.path);
    fields.name("mask", out.kind, broker::maskFromName);
    if (auto done = fields.finish(); !done)
        return forward(done);
    return out;
}

void readMasks(JsonFields& fields, const std::string& where, broker::FieldMasks& out) {
    if (!fields.has("masks"))
        return;
    if (const json* list = fields.array("masks"))
        for (std::size_t i = 0; i < list->size() && !fields.failed(); ++i)
            fields.take(readMask((*list)[i], where, "decoder.masks[" + std::to_string(i) + "]"),
                        out.fields.emplace_back());
    fields.read("maskSalt", out.salt);
    fields.require(broker::checkMasks(out).has_value(), "masks",
                   "must have each field once, and a salt for hashes");
}

Result<decoder::KeySpec> readKey(const json& value, const std::string& where) {
    JsonFields fields(value, where, "decoder.key");
    decoder::DecoderSpec out;
    fields.name("format", out.format, decoder::formatFromName);
    if (!fields.failed())
        decoder::formatOf(out.format).readOptions(fields, out);
    readUnpack(fields, out.unpack);
    if (auto done = fields.finish(); !done)
        return forward(done);
    return decoder::keySpecOf(out);
}

Result<decoder::DecoderSpec> readDecoder(const json& value, const std::string& where) {
    JsonFields fields(value, where, "decoder");
    decoder::DecoderSpec out;
    fields.name("format", out.format, decoder::formatFromName);
    if (!fields.failed())
        decoder::formatOf(out.format).readOptions(fields, out);
    if (const json* key = fields.has("key") ? fields.value("key") : nullptr)
        fields.take(readKey(*key, where), out.key.emplace());
    readUnpack(fields, out.unpack);
    readMasks(fields, where, out.masks);
    if (fields.has("unwrap")) {
        std::vector<std::string> names;
        fields.read("unwrap", names);
        for (const std::string& name : names) {
            const auto kind = decoder::envelopeFromName(name);
            fields.require(kind.has_value(), "unwrap", "has an envelope that this version does not know");
            if (kind)
                out.unwrap.push_back(*kind);
        }
    }
    if (const json* list = fields.array("fields")) {
        for (std::size_t i = 0; i < list->size() && !fields.failed(); ++i)
            fields.take(readField((*list)[i], where, "decoder.fields[" + std::to_string(i) + "]"),
                        out.schema.fields.emplace_back());
    }
    if (fields.has("nearest"))
        fields.read("nearest", out.nearest);
    if (auto done = fields.finish(); !done)
        return forward(done);
    if (auto made = decoder::Decoder::create(out); !made)
        return fail(ErrorCode::CorruptData, made.error().what, where + ", decoder." + made.error().where);
    return out;
}

Result<SplitRule> readSplit(const json& value, const std::string& where) {
    JsonFields fields(value, where, "split");
    SplitRule out;
    fields.read("validationFraction", out.validationFraction, 0.0, 1.0);
    fields.read("gapMs", out.gapMs);
    fields.require(out.gapMs >= 0, "gapMs", "must not be negative");
    if (auto done = fields.finish(); !done)
        return forward(done);
    return out;
}

/// Null means none; older manifests have 0 or -1 instead.
void readTime(JsonFields& fields, const char* key, TimestampMs& out) {
    if (const json* value = fields.value(key); value == nullptr || value->is_null())
        return;
    fields.read(key, out.value);
    out = std::max(out, TimestampMs(0));
}

Result<PartitionManifest> readPartition(const json& value, const std::string& where,
                                        const std::string& path) {
    JsonFields fields(value, where, path);
    PartitionManifest out;
    fields.read("partition", out.range.partition.value, 0, std::numeric_limits<std::int32_t>::max());
    fields.read("begin", out.range.begin.value);
    fields.read("end", out.range.end.value);
    fields.read("records", out.records);
    fields.read("holes", out.holes);
    fields.read("payloadBytes", out.payloadBytes);
    readTime(fields, "firstTimestamp", out.firstTimestamp);
    readTime(fields, "lastTimestamp", out.lastTimestamp);
    fields.read("sha256", out.sha256);
    fields.require(out.range.begin.value >= 0 && out.range.end >= out.range.begin, "end",
                   "must not lie before begin");
    fields.require(out.records >= 0 && out.records <= out.range.span(), "records",
                   "does not fit into the range");
    fields.require(out.holes == out.range.span() - out.records, "holes",
                   "does not fit to the range and its records");
    fields.require(out.payloadBytes >= 0, "payloadBytes", "must not be negative");
    fields.require(isSha256(out.sha256), "sha256", "must be 64 hexadecimal digits");
    if (auto done = fields.finish(); !done)
        return forward(done);
    return out;
}

Result<FieldNotes> readNotes(const json& value, const std::string& where, const std::string& path) {
    JsonFields fields(value, where, path);
    FieldNotes out;
    fields.read("path", out.path);
    fields.name("note", out.note, records::valueNoteFromName);
    fields.read("count", out.count);
    fields.require(out.count > 0, "count", "must be positive");
    if (const json* list = fields.array("first")) {
        fields.require(list->size() <= kNamedPositions && std::cmp_less_equal(list->size(), out.count),
                       "first", "has more positions than there are values");
        for (std::size_t i = 0; i < list->size() && !fields.failed(); ++i) {
            JsonFields at((*list)[i], where, path + ".first[" + std::to_string(i) + "]");
            RowPosition& position = out.first.emplace_back();
            at.read("partition", position.partition.value, 0, std::numeric_limits<std::int32_t>::max());
            at.read("offset", position.offset.value);
            if (auto done = at.finish(); !done)
                return forward(done);
        }
    }
    if (auto done = fields.finish(); !done)
        return forward(done);
    return out;
}

/// Whether every record became a row, became a failure or was filtered out. False if the sums overflow.
bool addsUp(const Manifest& manifest) {
    std::int64_t left = 0;
    for (const PartitionManifest& partition : manifest.partitions) {
        if (partition.records > std::numeric_limits<std::int64_t>::max() - left)
            return false;
        left += partition.records;
    }
    for (const std::int64_t part : {manifest.rows, manifest.undecodable, manifest.filteredOut}) {
        if (part < 0 || part > left)
            return false;
        left -= part;
    }
    return left == 0;
}

Result<Filter> readFilter(const std::string& text, int version, const decoder::DecoderSpec& spec,
                          const std::string& where) {
    auto filter = Filter::parse(text);
    if (!filter)
        return fail(ErrorCode::CorruptData, filter.error().what, where + ", filter");
    if (version < kFilterByValueSince && filter->needsRulesByValue(spec.schema))
        filter->rules = Filter::Rules::ByText; // keeps the rows it kept when the data set was made
    if (auto fits = filter->check(spec.schema); !fits)
        return fail(ErrorCode::CorruptData, fits.error().what, where + ", filter");
    return filter;
}

/// Whether partitions name a source: then the rows come from several topics.
bool namesSources(const json& manifest) {
    if (!manifest.is_object() || !manifest.contains("partitions"))
        return false;
    const json& partitions = manifest["partitions"];
    return std::any_of(partitions.begin(), partitions.end(), [](const json& partition) {
        return partition.is_object() && partition.contains("source");
    });
}

} // namespace

Result<Manifest> manifestFromJson(std::string_view text, const std::string& where) {
    const json parsed = parseBoundedJson(text);
    if (parsed.is_discarded())
        return fail(ErrorCode::CorruptData, whyNotBoundedJson(text), where);
    if (namesSources(parsed))
        return fail(ErrorCode::Unsupported,
                    "the rows of this data set come from several topics (version " +
                        std::to_string(kSeveralSourcesVersion) + "); version " +
                        std::to_string(kNewestManifestVersion) + ", the newest known here, has one topic",
                    where + ", partitions", "Use the version of Driftwood that wrote it, or a newer one.");
    JsonFields fields(parsed, where);
    Manifest out;
    std::string kind;
    std::string filter;
    fields.read("driftwood", kind);
    fields.require(kind == "dataset", "driftwood", "this is not the manifest of a data set");
    fields.require(fields.has("version"), "version", "missing");
    out.version = fields.version(kNewestManifestVersion);
    fields.read("name", out.name);
    fields.read("createdAt", out.createdAt);
    fields.read("createdBy", out.createdBy);
    fields.read("clusterId", out.clusterId);
    fields.read("topic", out.topic.value);
    fields.read("topicId", out.topicId);
    fields.name("isolation", out.isolation, isolationFromName);
    fields.read("orderRule", out.orderRule);
    fields.require(isOrderRule(out.orderRule), "orderRule", "this order is not known here");
    if (const json* list = fields.array("partitions")) {
        for (std::size_t i = 0; i < list->size() && !fields.failed(); ++i)
            fields.take(readPartition((*list)[i], where, "partitions[" + std::to_string(i) + "]"),
                        out.partitions.emplace_back());
    }
    fields.require(broker::areDisjointInOrder(out.ranges()), "partitions",
                   "must be in ascending order and share no offset");
    if (const json* value = fields.value("decoder"))
        fields.take(readDecoder(*value, where), out.decoder);
    fields.read("filter", filter);
    if (!fields.failed())
        fields.take(readFilter(filter, out.version, out.decoder, where), out.filter);
    if (const json* value = fields.value("split"))
        fields.take(readSplit(*value, where), out.split);
    fields.read("rows", out.rows);
    fields.read("undecodable", out.undecodable);
    fields.read("filteredOut", out.filteredOut);
    if (const json* list = fields.has("notes") ? fields.array("notes") : nullptr) {
        for (std::size_t i = 0; i < list->size() && !fields.failed(); ++i)
            fields.take(readNotes((*list)[i], where, "notes[" + std::to_string(i) + "]"),
                        out.notes.emplace_back());
    }
    fields.read("fingerprint", out.fingerprint);
    if (auto done = fields.finish(); !done)
        return forward(done);
    if (out.version < versionFor(out))
        return fail(ErrorCode::CorruptData,
                    "version " + std::to_string(out.version) +
                        " has one range of a partition, a filter of comparisons, no field read from text, "
                        "keys as text, no envelope, no compression, no element of an array, no mask, no unit "
                        "of time, "
                        "no type of record, and "
                        "a format of text",
                    where);
    if (!addsUp(out))
        return fail(ErrorCode::CorruptData, "rows, undecodable and filteredOut do not add up to the records",
                    where);
    if (out.fingerprint != computeFingerprint(out))
        return fail(ErrorCode::Mismatch, "the fingerprint is not that of the manifest's content", where,
                    "The file was changed after it was written. Make the data set again.");
    return out;
}

} // namespace driftwood::dataset
