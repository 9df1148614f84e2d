#include "decoder/wrapping/envelope.h"

#include <algorithm>
#include <array>
#include <map>

namespace driftwood::decoder {
namespace {

constexpr std::array<std::string_view, 4> kDebeziumKept{"op", "ts_ms", "source.ts_ms", "transaction.id"};
constexpr std::array<std::string_view, 2> kDebeziumKnown{"op", "source.connector"};
constexpr std::array<std::string_view, 1> kConnectKnown{"schema.type"};
constexpr std::array<std::string_view, 6> kCloudEventsKept{"id",      "source", "type",
                                                           "subject", "time",   "dataschema"};
constexpr std::array<std::string_view, 3> kCloudEventsKnown{"specversion", "id", "source"};

/// An envelope is added as an enumerator of EnvelopeKind and a row here.
constexpr std::array<Envelope, 3> kEnvelopes{{
    {EnvelopeKind::Debezium, "debezium", "Debezium", "after", kDebeziumKept, "op", "d", kDebeziumKnown},
    {EnvelopeKind::Connect, "connect", "Kafka Connect", "payload", {}, {}, {}, kConnectKnown},
    {EnvelopeKind::CloudEvents,
     "cloudevents",
     "CloudEvents",
     "data",
     kCloudEventsKept,
     {},
     {},
     kCloudEventsKnown},
}};

std::string joined(const std::string& prefix, std::string_view name) {
    return prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
}

/// Before the names of fields that are kept from beside the data: "@debezium.op".
std::string besidePrefix(const Envelope& of) { return "@" + std::string(of.name) + "."; }

bool hasPath(const records::Schema& schema, std::string_view path) {
    return schema.indexOf(path).has_value();
}

bool hasWithin(const records::Schema& schema, const std::string& path) {
    return std::ranges::any_of(schema.fields, [&](const records::Field& field) {
        return field.path == path || field.path.starts_with(path + ".");
    });
}

} // namespace

std::span<const Envelope> envelopes() { return kEnvelopes; }

const Envelope& envelopeOf(EnvelopeKind kind) {
    return *std::ranges::find(kEnvelopes, kind, &Envelope::kind);
}

std::optional<EnvelopeKind> envelopeFromName(std::string_view name) {
    const auto row = std::ranges::find(kEnvelopes, name, &Envelope::name);
    return row == kEnvelopes.end() ? std::nullopt : std::optional(row->kind);
}

std::string wrappedPath(const std::vector<EnvelopeKind>& unwrap, std::string_view path) {
    std::string prefix;
    for (const EnvelopeKind kind : unwrap) {
        const Envelope& of = envelopeOf(kind);
        if (const std::string beside = besidePrefix(of); path.starts_with(beside))
            return joined(prefix, path.substr(beside.size()));
        prefix = joined(prefix, of.data);
    }
    return joined(prefix, path);
}

Status unwrapFields(const std::vector<EnvelopeKind>& unwrap, DecoderSpec& spec) {
    std::map<std::string, std::string, std::less<>> beside; // names of the fields that are kept, by path
    std::string data;
    for (const EnvelopeKind kind : unwrap) {
        const Envelope& of = envelopeOf(kind);
        for (const std::string_view kept : of.kept)
            beside.emplace(joined(data, kept), besidePrefix(of) + std::string(kept));
        data = joined(data, of.data);
    }
    std::vector<records::Field> out;
    bool hasData = false;
    for (records::Field& field : spec.schema.fields) {
        if (field.path.starts_with(data + ".")) {
            hasData = true;
            field.path.erase(0, data.size() + 1);
        } else if (const auto kept = beside.find(field.path); kept != beside.end()) {
            field.path = kept->second;
        } else if (!field.path.starts_with(records::kKeyFieldPrefix)) {
            continue;
        }
        out.push_back(std::move(field));
    }
    if (!hasData)
        return fail(ErrorCode::NotFound, "no record of the sample has a field within \"" + data + "\"", {},
                    "Leave --unwrap out to see which fields there are.");
    spec.schema.fields = std::move(out);
    spec.unwrap = unwrap;
    return {};
}

std::vector<EnvelopeKind> envelopesAround(const records::Schema& schema) {
    std::vector<EnvelopeKind> out;
    std::string prefix;
    while (out.size() < kEnvelopes.size()) {
        const auto found = std::ranges::find_if(kEnvelopes, [&](const Envelope& of) {
            return std::ranges::all_of(
                       of.known,
                       [&](std::string_view path) { return hasPath(schema, joined(prefix, path)); }) &&
                   hasWithin(schema, joined(prefix, of.data));
        });
        if (found == kEnvelopes.end())
            return out;
        out.push_back(found->kind);
        prefix = joined(prefix, found->data);
    }
    return out;
}

} // namespace driftwood::decoder
