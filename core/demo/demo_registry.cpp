#include "demo/demo_registry.h"

#include <chrono>
#include <httplib.h>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

namespace driftwood::demo {
namespace {

using Json = nlohmann::json;

constexpr const char* kHost = "127.0.0.1";
constexpr std::size_t kThreads = 2;
constexpr const char* kType = "application/vnd.schemaregistry.v1+json";

// The interface's own error codes.
constexpr int kNoSubject = 40401;
constexpr int kNoVersion = 40402;
constexpr int kNoSchema = 40403;

void answer(httplib::Response& response, const Json& body) { response.set_content(body.dump(), kType); }

void refuse(httplib::Response& response, int code, const std::string& message) {
    response.status = 404;
    answer(response, {{"error_code", code}, {"message", message}});
}

} // namespace

struct DemoRegistry::Server {
    std::map<std::string, std::vector<DemoSchema>> subjects;
    httplib::Server http;
    std::jthread thread;

    void route() {
        http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); }; // owned by the server
        http.Get("/subjects", [this](const httplib::Request&, httplib::Response& response) {
            Json names = Json::array();
            for (const auto& [subject, versions] : subjects)
                names.push_back(subject);
            answer(response, names);
        });
        http.Get("/subjects/([^/]+)/versions",
                 [this](const httplib::Request& request, httplib::Response& response) {
                     if (const auto* versions = versionsOf(request.matches[1], response)) {
                         Json numbers = Json::array();
                         for (std::size_t i = 1; i <= versions->size(); ++i)
                             numbers.push_back(i);
                         answer(response, numbers);
                     }
                 });
        http.Get("/subjects/([^/]+)/versions/([0-9]+|latest)",
                 [this](const httplib::Request& request, httplib::Response& response) {
                     const std::string subject = request.matches[1];
                     if (const auto* versions = versionsOf(subject, response))
                         sendVersion(subject, *versions, request.matches[2], response);
                 });
        http.Get("/schemas/ids/([0-9]+)",
                 [this](const httplib::Request& request, httplib::Response& response) {
                     const Json places = placesOf(request.matches[1], response);
                     if (!places.empty())
                         answer(response, {{"schema", places.front().at("schema")}});
                 });
        http.Get("/schemas/ids/([0-9]+)/versions",
                 [this](const httplib::Request& request, httplib::Response& response) {
                     Json places = placesOf(request.matches[1], response);
                     for (Json& place : places)
                         place.erase("schema");
                     if (!places.empty())
                         answer(response, places);
                 });
        http.Get("/schemas/types", [](const httplib::Request&, httplib::Response& response) {
            answer(response, Json::array({"AVRO"}));
        });
        http.Get("/config(/[^/]+)?", [](const httplib::Request&, httplib::Response& response) {
            answer(response, {{"compatibilityLevel", "BACKWARD"}});
        });
    }

    const std::vector<DemoSchema>* versionsOf(const std::string& subject, httplib::Response& response) const {
        const auto found = subjects.find(subject);
        if (found != subjects.end())
            return &found->second;
        refuse(response, kNoSubject, "Subject '" + subject + "' not found.");
        return nullptr;
    }
    static void sendVersion(const std::string& subject, const std::vector<DemoSchema>& versions,
                            const std::string& wanted, httplib::Response& response) {
        std::size_t version = versions.size();
        if (wanted != "latest")
            version = wanted.size() < 10 ? static_cast<std::size_t>(std::stoul(wanted)) : 0;
        if (version < 1 || version > versions.size())
            return refuse(response, kNoVersion, "Version " + wanted + " not found.");
        const DemoSchema& schema = versions[version - 1];
        answer(response,
               {{"subject", subject}, {"version", version}, {"id", schema.id}, {"schema", schema.text}});
    }
    /// Where an id's schema is, with its text.
    Json placesOf(const std::string& id, httplib::Response& response) const {
        Json places = Json::array();
        for (const auto& [subject, versions] : subjects)
            for (std::size_t i = 0; i < versions.size(); ++i)
                if (std::to_string(versions[i].id) == id)
                    places.push_back(
                        {{"subject", subject}, {"version", i + 1}, {"schema", versions[i].text}});
        if (places.empty())
            refuse(response, kNoSchema, "Schema " + id + " not found");
        return places;
    }
};

DemoRegistry::DemoRegistry()
    : m_server(std::make_unique<Server>()) {}

DemoRegistry::~DemoRegistry() { m_server->http.stop(); } // and its thread ends

Result<std::unique_ptr<DemoRegistry>> DemoRegistry::start(const std::vector<DemoSchema>& schemas) {
    auto registry = std::unique_ptr<DemoRegistry>(new DemoRegistry);
    Server& server = *registry->m_server;
    for (const DemoSchema& schema : schemas)
        server.subjects[schema.subject].push_back(schema);
    server.route();
    const int port = server.http.bind_to_any_port(kHost);
    if (port <= 0)
        return fail(ErrorCode::Unreachable, "the demo's schema registry cannot listen", kHost);
    registry->m_address = "http://" + std::string(kHost) + ":" + std::to_string(port);
    server.thread = std::jthread([&server] { server.http.listen_after_bind(); });
    // stop() has no effect before the server runs.
    while (!server.http.is_running())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return registry;
}

} // namespace driftwood::demo
