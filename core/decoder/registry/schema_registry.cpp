#include "decoder/registry/schema_registry.h"

#include "broker/profile/connection_profile.h"
#include "decoder/registry/registry_reply.h"
#include "decoder/registry/schema_cache.h"

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace driftwood::decoder {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;

constexpr std::chrono::seconds kPause{10};
constexpr std::size_t kLongestWord = 200;

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& one : list)
        out += (out.empty() ? "" : ", ") + one;
    return out;
}

} // namespace

struct SchemaRegistry::State {
    /// The schemas that one schema's references have brought so far.
    struct References {
        std::vector<ReferencedSchema> found;
        std::vector<std::pair<std::string, std::int32_t>> open; ///< on the way to the one being read
        std::size_t bytes = 0;
        std::size_t asked = 0;
    };

    State(std::vector<std::string> of, HttpSettings http, const std::filesystem::path& folder)
        : addresses(std::move(of))
        , client(std::move(http))
        , cache(folder, joined(addresses)) {}

    std::mutex mutex;
    std::vector<std::string> addresses;
    std::size_t good = 0; ///< the address that answered last
    HttpClient client;
    SchemaCache cache;
    std::optional<Error> down; ///< why nobody answered
    Clock::time_point downUntil;

    [[nodiscard]] Result<std::string> get(const std::string& path, const std::stop_token& stop);
    /// The reply's JSON, and in `from` where it came from.
    [[nodiscard]] Result<json> getJson(const std::string& path, const std::stop_token& stop,
                                       std::string& from);
    [[nodiscard]] Result<RegisteredSchema> keyed(const std::string& key, const std::string& path,
                                                 const std::stop_token& stop);
    [[nodiscard]] Result<RegisteredSchema> read(const json& reply, const std::string& where,
                                                const std::stop_token& stop);
    [[nodiscard]] Status readReferences(const json& reply, const std::string& where, References& into,
                                        const std::stop_token& stop);
    [[nodiscard]] Status readReference(const json& reference, const std::string& where, References& into,
                                       const std::stop_token& stop);
};

Result<std::string> SchemaRegistry::State::get(const std::string& path, const std::stop_token& stop) {
    if (down && Clock::now() < downUntil)
        return tl::unexpected(*down);
    down.reset();
    std::string problems;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        const std::size_t which = (good + i) % addresses.size();
        const std::string url = addresses[which] + path;
        auto reply = client.get(url, stop);
        Result<std::string> body = reply ? replyBody(std::move(*reply), url)
                                         : Result<std::string>(tl::unexpected(std::move(reply.error())));
        if (body || body.error().code != ErrorCode::Unreachable) {
            good = which;
            return body;
        }
        problems += (problems.empty() ? "" : "; ") + body.error().what;
    }
    // A decoder may ask for each record: one that is gone must not be asked each time.
    down = Error{ErrorCode::Unreachable, "no schema registry answered: " + problems, joined(addresses),
                 kIsItRunning};
    downUntil = Clock::now() + kPause;
    return tl::unexpected(*down);
}

Result<json> SchemaRegistry::State::getJson(const std::string& path, const std::stop_token& stop,
                                            std::string& from) {
    auto body = get(path, stop);
    from = addresses[good] + path;
    return body ? replyJson(*body, from) : Result<json>(forward(body));
}

Status SchemaRegistry::State::readReference(const json& reference, const std::string& where, References& into,
                                            const std::stop_token& stop) {
    const std::string name = textMember(reference, "name");
    const std::string subject = textMember(reference, "subject");
    const std::int32_t version = numberMember(reference, "version");
    if (name.empty() || subject.empty() || version == 0)
        return fail(ErrorCode::CorruptData, "a reference of the schema lacks its name, subject or version",
                    where);
    if (std::ranges::find(into.found, name, &ReferencedSchema::name) != into.found.end())
        return {};
    const std::pair<std::string, std::int32_t> place(subject, version);
    if (std::ranges::find(into.open, place) != into.open.end())
        return fail(ErrorCode::CorruptData, "the schema's references form a circle at subject " + subject,
                    where);
    if (into.open.size() >= kDeepestReference || ++into.asked > kMostReferences)
        return fail(ErrorCode::CorruptData,
                    "the schema has more than " + std::to_string(kMostReferences) +
                        " references, or they are more than " + std::to_string(kDeepestReference) + " deep",
                    where);
    std::string from;
    auto reply =
        getJson("/subjects/" + urlEncoded(subject) + "/versions/" + std::to_string(version), stop, from);
    if (!reply)
        return forward(reply);
    std::string schema = textMember(*reply, "schema");
    into.bytes += schema.size();
    if (schema.empty() || into.bytes > kMostReferenceBytes)
        return fail(ErrorCode::CorruptData,
                    schema.empty() ? "a reference has no schema" : "the schema's references are too large",
                    from);
    into.open.push_back(place);
    if (auto read = readReferences(*reply, where, into, stop); !read)
        return read;
    into.open.pop_back();
    into.found.push_back({name, std::move(schema)});
    return {};
}

Status SchemaRegistry::State::readReferences(const json& reply, const std::string& where, References& into,
                                             const std::stop_token& stop) {
    const auto list = reply.find("references");
    if (list == reply.end() || !list->is_array())
        return {};
    for (const json& reference : *list) {
        if (!reference.is_object())
            return fail(ErrorCode::CorruptData, "a reference of the schema is not an object", where);
        if (auto read = readReference(reference, where, into, stop); !read)
            return read;
    }
    return {};
}

Result<RegisteredSchema> SchemaRegistry::State::read(const json& reply, const std::string& where,
                                                     const std::stop_token& stop) {
    RegisteredSchema out;
    if (reply.is_object()) {
        out.text = textMember(reply, "schema");
        if (const std::string type = textMember(reply, "schemaType"); !type.empty())
            out.type = type.substr(0, kLongestWord);
        out.id = numberMember(reply, "id");
        out.version = numberMember(reply, "version");
    }
    if (out.text.empty())
        return fail(ErrorCode::CorruptData, "the reply has no schema", where, kIsItARegistry);
    References references;
    if (auto read = readReferences(reply, where, references, stop); !read)
        return forward(read);
    out.references = std::move(references.found);
    return out;
}

Result<RegisteredSchema> SchemaRegistry::State::keyed(const std::string& key, const std::string& path,
                                                      const std::stop_token& stop) {
    const std::scoped_lock lock(mutex);
    if (auto known = cache.remembered(key))
        return std::move(*known);
    std::string from;
    auto reply = getJson(path, stop, from);
    auto schema = reply ? read(*reply, from, stop) : Result<RegisteredSchema>(forward(reply));
    if (schema) {
        cache.keep(key, *schema);
    } else if (schema.error().code == ErrorCode::Unreachable) {
        if (auto kept = cache.onDisk(key))
            return std::move(*kept);
    }
    return schema;
}

SchemaRegistry::SchemaRegistry(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}
SchemaRegistry::~SchemaRegistry() = default;

Result<std::shared_ptr<SchemaRegistry>> SchemaRegistry::open(const RegistrySettings& settings) {
    std::vector<std::string> addresses;
    for (std::string address : settings.addresses) {
        if (auto fine = broker::checkRegistryAddress(address); !fine)
            return forward(fine);
        while (address.ends_with('/'))
            address.pop_back();
        addresses.push_back(std::move(address));
    }
    if (addresses.empty())
        return fail(ErrorCode::InvalidArgument, "the schema registry has no address", "registry");
    HttpSettings http;
    http.username = settings.username;
    http.caFile = settings.caFile;
    http.certificateFile = settings.certificateFile;
    http.keyFile = settings.keyFile;
    http.timeout = settings.timeout;
    http.connectTimeout = std::min(http.connectTimeout, settings.timeout);
    http.mostBytes = kMostSchemaBytes;
    for (const auto& [source, to] : {std::pair(&settings.passwordSource, &http.password),
                                     std::pair(&settings.tokenSource, &http.bearerToken)}) {
        if (source->empty())
            continue;
        auto secret = broker::resolveSecret(*source);
        if (!secret)
            return forward(secret);
        *to = std::move(*secret);
    }
    return std::shared_ptr<SchemaRegistry>(new SchemaRegistry(
        std::make_unique<State>(std::move(addresses), std::move(http), settings.cacheFolder)));
}

Result<RegisteredSchema> SchemaRegistry::schema(std::int32_t id, const std::stop_token& stop) {
    auto found = m_state->keyed("id-" + std::to_string(id), "/schemas/ids/" + std::to_string(id), stop);
    if (found)
        found->id = id;
    return found;
}

Result<RegisteredSchema> SchemaRegistry::schemaByGuid(const std::string& guid, const std::stop_token& stop) {
    return m_state->keyed("guid-" + guid, "/schemas/guids/" + urlEncoded(guid), stop);
}

Result<RegisteredSchema> SchemaRegistry::version(const std::string& subject, std::int32_t version,
                                                 const std::stop_token& stop) {
    const std::scoped_lock lock(m_state->mutex);
    const std::string path = "/subjects/" + urlEncoded(subject) + "/versions/" + std::to_string(version);
    std::string from;
    auto reply = m_state->getJson(path, stop, from);
    if (!reply)
        return forward(reply);
    return m_state->read(*reply, from, stop);
}

Result<std::vector<std::string>> SchemaRegistry::subjects(const std::stop_token& stop) {
    const std::scoped_lock lock(m_state->mutex);
    std::string from;
    auto reply = m_state->getJson("/subjects", stop, from);
    if (!reply)
        return forward(reply);
    std::vector<std::string> out;
    if (reply->is_array())
        for (const json& one : *reply)
            if (one.is_string())
                out.push_back(one.get<std::string>());
    if (!reply->is_array() || out.size() != reply->size())
        return fail(ErrorCode::CorruptData, "the reply is not a list of subjects", from, kIsItARegistry);
    return out;
}

Result<std::vector<std::int32_t>> SchemaRegistry::versions(const std::string& subject,
                                                           const std::stop_token& stop) {
    const std::scoped_lock lock(m_state->mutex);
    const std::string path = "/subjects/" + urlEncoded(subject) + "/versions";
    std::string from;
    auto reply = m_state->getJson(path, stop, from);
    if (!reply)
        return forward(reply);
    std::vector<std::int32_t> out;
    if (reply->is_array())
        for (const json& one : *reply)
            if (one.is_number_integer())
                out.push_back(one.get<std::int32_t>());
    if (!reply->is_array() || out.size() != reply->size())
        return fail(ErrorCode::CorruptData, "the reply is not a list of versions", from, kIsItARegistry);
    return out;
}

Result<std::vector<SchemaPlace>> SchemaRegistry::places(std::int32_t id, const std::stop_token& stop) {
    const std::scoped_lock lock(m_state->mutex);
    const std::string path = "/schemas/ids/" + std::to_string(id) + "/versions";
    std::string from;
    auto reply = m_state->getJson(path, stop, from);
    if (!reply)
        return forward(reply);
    if (!reply->is_array())
        return fail(ErrorCode::CorruptData, "the reply is not a list of versions", from, kIsItARegistry);
    std::vector<SchemaPlace> out;
    for (const json& one : *reply)
        if (SchemaPlace place{textMember(one, "subject"), numberMember(one, "version")};
            one.is_object() && !place.subject.empty() && place.version > 0)
            out.push_back(std::move(place));
    return out;
}

Result<std::string> SchemaRegistry::compatibility(const std::string& subject, const std::stop_token& stop) {
    const std::scoped_lock lock(m_state->mutex);
    std::string from;
    auto reply = m_state->getJson("/config/" + urlEncoded(subject), stop, from);
    if (!reply && reply.error().code == ErrorCode::NotFound) // the subject has none of its own
        reply = m_state->getJson("/config", stop, from);
    if (!reply)
        return forward(reply);
    std::string level = reply->is_object() ? textMember(*reply, "compatibilityLevel") : std::string();
    if (level.empty())
        return fail(ErrorCode::CorruptData, "the reply names no compatibility", from, kIsItARegistry);
    return level.substr(0, kLongestWord);
}

} // namespace driftwood::decoder
