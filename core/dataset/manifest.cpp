#include "dataset/manifest.h"

#include "dataset/digest.h"
#include "dataset/isolation_name.h"
#include "decoder/formats/format.h"
#include "decoder/keyed_decoder.h"
#include "decoder/wrapping/envelope.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::dataset {
namespace {

using Json = nlohmann::ordered_json;

/// Omitted where nothing is decompressed, so that older fingerprints stay.
void writeUnpack(const std::vector<decoder::Compression>& unpack, Json& out) {
    for (const decoder::Compression compression : unpack)
        out["unpack"].push_back(decoder::compressionName(compression));
}

void writeMasks(const broker::FieldMasks& masks, Json& out) {
    if (masks.empty())
        return;
    for (const broker::FieldMask& mask : masks.fields)
        out["masks"].push_back({{"path", mask.path}, {"mask", broker::maskName(mask.kind)}});
    out["maskSalt"] = masks.salt;
}

Json decoderToJson(const decoder::DecoderSpec& spec) {
    Json out{{"format", formatName(spec.format)}};
    decoder::formatOf(spec.format).writeOptions(spec, out);
    if (spec.key) { // omitted for keys that are text, so that older fingerprints stay
        Json& key = out["key"] = Json{{"format", formatName(spec.key->format)}};
        decoder::formatOf(spec.key->format).writeOptions(decoder::keyDecoderSpec(spec), key);
        writeUnpack(spec.key->unpack, key);
    }
    writeUnpack(spec.unpack, out);
    writeMasks(spec.masks, out);
    for (const decoder::EnvelopeKind kind : spec.unwrap)
        out["unwrap"].push_back(decoder::envelopeOf(kind).name);
    Json& fields = out["fields"] = Json::array();
    for (const records::Field& field : spec.schema.fields) {
        fields.push_back({{"path", field.path}, {"type", fieldTypeName(field.type)}});
        if (field.fromText)
            fields.back()["fromText"] = true;
        if (field.unit)
            fields.back()["unit"] = timeUnitName(*field.unit);
        if (field.isOfDay)
            fields.back()["ofDay"] = true;
        if (field.length > 0)
            fields.back()["length"] = field.length;
    }
    if (spec.nearest)
        out["nearest"] = true;
    return out;
}

Json splitToJson(const SplitRule& split) {
    return {{"validationFraction", split.validationFraction}, {"gapMs", split.gapMs}};
}

/// Null when there is no time.
Json timeToJson(TimestampMs time) { return time.value > 0 ? Json(time.value) : Json(); }

/// The first source is not named, so that files and fingerprints of one topic stay as they were.
Json sourceToJson(SourceIndex source) {
    return source == kFirstSource ? Json::object() : Json{{"source", source.value}};
}

Json partitionToJson(const PartitionManifest& partition) {
    Json out = sourceToJson(partition.source);
    out.update({{"partition", partition.range.partition.value},
                {"begin", partition.range.begin.value},
                {"end", partition.range.end.value},
                {"records", partition.records},
                {"holes", partition.holes},
                {"payloadBytes", partition.payloadBytes},
                {"firstTimestamp", timeToJson(partition.firstTimestamp)},
                {"lastTimestamp", timeToJson(partition.lastTimestamp)},
                {"sha256", partition.sha256}});
    return out;
}

Json notesToJson(const FieldNotes& notes) {
    Json first = Json::array();
    for (const RowPosition& position : notes.first) {
        Json& place = first.emplace_back(sourceToJson(position.source));
        place["partition"] = position.partition.value;
        place["offset"] = position.offset.value;
    }
    return {{"path", notes.path},
            {"note", valueNoteName(notes.note)},
            {"count", notes.count},
            {"first", std::move(first)}};
}

/// Names come from payloads and command lines; invalid UTF-8 in them must not make writing fail.
std::string dump(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace

int versionFor(const Manifest& manifest) {
    const records::Schema& schema = manifest.decoder.schema;
    const auto isLaterSource = [](const PartitionManifest& part) { return part.source != kFirstSource; };
    if (std::ranges::any_of(manifest.partitions, isLaterSource))
        return kSeveralSourcesVersion;
    const auto needs5 = [](const records::Field& field) { return field.unit || field.length > 0; };
    if (!manifest.decoder.recordType.empty() || !manifest.decoder.unpack.empty() ||
        !manifest.decoder.masks.empty() || (manifest.decoder.key && !manifest.decoder.key->unpack.empty()) ||
        std::ranges::any_of(schema.fields, needs5))
        return 5;
    if (manifest.decoder.key || !manifest.decoder.unwrap.empty() ||
        !decoder::formatOf(manifest.decoder.format).isText)
        return 4;
    if (manifest.filter.rules == Filter::Rules::ByValue && manifest.filter.needsRulesByValue(schema))
        return 3;
    if (std::ranges::any_of(schema.fields, &records::Field::fromText))
        return 3;
    const auto same = [](const PartitionManifest& a, const PartitionManifest& b) {
        return a.range.partition == b.range.partition;
    };
    return std::ranges::adjacent_find(manifest.partitions, same) == manifest.partitions.end() ? 1 : 2;
}

broker::TopicRanges Manifest::ranges() const {
    broker::TopicRanges out{topic, {}};
    for (const PartitionManifest& partition : partitions)
        if (partition.source == kFirstSource)
            out.ranges.push_back(partition.range);
    return out;
}

std::int64_t Manifest::records() const {
    std::int64_t total = 0;
    for (const PartitionManifest& partition : partitions)
        total += partition.records;
    return total;
}

std::string computeFingerprint(const Manifest& manifest) {
    Json digests = Json::array();
    for (const PartitionManifest& partition : manifest.partitions) {
        Json& digest = digests.emplace_back(Json{partition.range.partition.value, partition.sha256});
        if (manifest.version > 1) {
            digest.push_back(partition.range.begin.value);
            digest.push_back(partition.range.end.value);
        }
        if (partition.source != kFirstSource)
            digest.push_back(partition.source.value);
    }
    const Json covered{{"version", manifest.version},      {"orderRule", manifest.orderRule},
                       {"topic", manifest.topic.value},    {"decoder", decoderToJson(manifest.decoder)},
                       {"filter", manifest.filter.text()}, {"split", splitToJson(manifest.split)},
                       {"partitions", std::move(digests)}};
    return sha256Hex(dump(covered, -1));
}

std::string toJson(const Manifest& manifest) {
    Json out{{"driftwood", "dataset"},
             {"version", manifest.version},
             {"name", manifest.name},
             {"createdAt", manifest.createdAt},
             {"createdBy", manifest.createdBy},
             {"clusterId", manifest.clusterId},
             {"topic", manifest.topic.value},
             {"topicId", manifest.topicId},
             {"isolation", isolationName(manifest.isolation)},
             {"orderRule", manifest.orderRule}};
    Json& partitions = out["partitions"] = Json::array();
    for (const PartitionManifest& partition : manifest.partitions)
        partitions.push_back(partitionToJson(partition));
    out["decoder"] = decoderToJson(manifest.decoder);
    out["filter"] = manifest.filter.text();
    out["split"] = splitToJson(manifest.split);
    out["rows"] = manifest.rows;
    out["undecodable"] = manifest.undecodable;
    out["filteredOut"] = manifest.filteredOut;
    for (const FieldNotes& notes : manifest.notes) // the field is omitted when there are no notes
        out["notes"].push_back(notesToJson(notes));
    out["fingerprint"] = manifest.fingerprint;
    return dump(out, 2) + "\n";
}

} // namespace driftwood::dataset
