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
constexpr std::array<Envelope, 4> kEnvelopes{{
    {EnvelopeKind::Debezium, "debezium", "Debezium", "after", "@debezium.", kDebeziumKept, "op", "d",
     kDebeziumKnown},
    {EnvelopeKind::Connect, "connect", "Kafka Connect", "payload", "@connect.", {}, {}, {}, kConnectKnown},
    {EnvelopeKind::CloudEvents,
     "cloudevents",
     "CloudEvents",
     "data",
     "@cloudevents.",
     kCloudEventsKept,
     {},
     {},
     kCloudEventsKnown},
    {EnvelopeKind::CloudEventsBinary,
     "cloudevents-binary",
     "CloudEvents in headers",
     {},
     "@cloudevents.",
     kCloudEventsKept,
     {},
     {},
     {},
     "ce_",
     "ce_specversion"},
}};

std::string joined(const std::string& prefix, std::string_view name) {
    return prefix.empty() || name.empty() ? prefix + std::string(name) : prefix + "." + std::string(name);
}

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
        if (path.starts_with(of.prefix))
            return of.headers.empty() ? joined(prefix, path.substr(of.prefix.size())) : std::string(path);
        prefix = joined(prefix, of.data);
    }
    return joined(prefix, path);
}

const Envelope& headerEnvelope() { return envelopeOf(EnvelopeKind::CloudEventsBinary); }

std::vector<std::string> headerAttributes(const HeaderOf& header) {
    const Envelope& of = headerEnvelope();
    std::vector<std::string> out;
    if (!header(of.knownHeader.data()))
        return out;
    for (const std::string_view kept : of.kept)
        if (header(std::string(of.headers).append(kept).c_str()))
            out.emplace_back(kept);
    return out;
}

std::string headerOfField(const std::vector<EnvelopeKind>& unwrap, std::string_view path) {
    for (const EnvelopeKind kind : unwrap)
        if (const Envelope& of = envelopeOf(kind); !of.headers.empty() && path.starts_with(of.prefix))
            return std::string(of.headers).append(path.substr(of.prefix.size()));
    return {};
}

Status unwrapFields(const std::vector<EnvelopeKind>& unwrap, DecoderSpec& spec,
                    const std::vector<std::string>& attributes) {
    std::map<std::string, std::string, std::less<>> beside; // names of the fields that are kept, by path
    std::string data;
    for (const EnvelopeKind kind : unwrap) {
        const Envelope& of = envelopeOf(kind);
        for (const std::string_view kept : of.kept)
            if (of.headers.empty())
                beside.emplace(joined(data, kept), std::string(of.prefix).append(kept));
        data = joined(data, of.data);
    }
    const std::string within = data.empty() ? data : data + ".";
    std::vector<records::Field> out;
    bool hasData = false;
    for (records::Field& field : spec.schema.fields) {
        if (field.path.starts_with(within) && !field.path.starts_with(records::kKeyFieldPrefix)) {
            hasData = true;
            field.path.erase(0, within.size());
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
    for (const EnvelopeKind kind : unwrap)
        for (const std::string& attribute : attributes)
            if (const Envelope& of = envelopeOf(kind); !of.headers.empty())
                out.push_back({std::string(of.prefix) + attribute, records::FieldType::Text});
    spec.schema.fields = std::move(out);
    spec.unwrap = unwrap;
    return {};
}

std::vector<EnvelopeKind> envelopesAround(const records::Schema& schema,
                                          const std::vector<std::string>& attributes) {
    std::vector<EnvelopeKind> out;
    if (!attributes.empty())
        out.push_back(headerEnvelope().kind);
    std::string prefix;
    while (out.size() < kEnvelopes.size()) {
        const auto found = std::ranges::find_if(kEnvelopes, [&](const Envelope& of) {
            return of.headers.empty() &&
                   std::ranges::all_of(
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
