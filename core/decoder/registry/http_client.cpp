#include "decoder/registry/http_client.h"

#include <array>
#include <curl/curl.h>
#include <mutex>
#include <string_view>
#include <utility>

namespace driftwood::decoder {
namespace {

constexpr int kMostRedirects = 3;
constexpr int kStopCheckMs = 50;

struct UrlDeleter {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

/// "https://host:8081" in a form that can be compared; empty for what is no URL.
std::string serverOf(const std::string& url) {
    const std::unique_ptr<CURLU, UrlDeleter> parsed(curl_url());
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return {};
    std::string out;
    for (const CURLUPart part : {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT}) {
        char* text = nullptr;
        if (curl_url_get(parsed.get(), part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK)
            return {};
        out += text;
        out += '\n';
        curl_free(text);
    }
    return out;
}

ErrorCode codeOf(CURLcode code) {
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
        return ErrorCode::AuthenticationFailed;
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return ErrorCode::InvalidArgument;
    case CURLE_OUT_OF_MEMORY:
        return ErrorCode::NoMemory;
    default:
        return ErrorCode::Unreachable;
    }
}

/// A reply that is being collected. curl calls back through C, so nothing may be thrown.
struct Collector {
    std::string body;
    std::size_t most = 0;
    bool isTooLarge = false;

    static std::size_t write(const char* data, std::size_t, std::size_t size, void* self) noexcept {
        auto& out = *static_cast<Collector*>(self);
        if (size > out.most - out.body.size()) {
            out.isTooLarge = true;
            return 0;
        }
        try {
            out.body.append(data, size);
        } catch (...) {
            return 0;
        }
        return size;
    }
};

} // namespace

struct HttpClient::State {
    HttpSettings settings;
    CURL* easy = nullptr;
    CURLM* multi = nullptr;
    std::array<char, CURL_ERROR_SIZE> problem{};

    void prepare(const std::string& url, Collector& into);
    [[nodiscard]] Result<CURLcode> perform(const std::stop_token& stop) const;
    [[nodiscard]] tl::unexpected<Error> failed(CURLcode code, const std::string& url) const;
    [[nodiscard]] Result<HttpReply> getOnce(const std::string& url, const std::stop_token& stop);
};

HttpClient::HttpClient(HttpSettings settings)
    : m_state(std::make_unique<State>()) {
    static std::once_flag once; // librdkafka may have done so before; curl counts
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    m_state->settings = std::move(settings);
    m_state->easy = curl_easy_init();
    m_state->multi = curl_multi_init();
}

HttpClient::~HttpClient() {
    curl_easy_cleanup(m_state->easy);
    curl_multi_cleanup(m_state->multi);
}

void HttpClient::State::prepare(const std::string& url, Collector& into) {
    curl_easy_reset(easy); // keeps the open connection
    const auto text = [&](CURLoption option, const std::string& value) {
        if (!value.empty())
            curl_easy_setopt(easy, option, value.c_str());
    };
    problem.fill('\0');
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, problem.data());
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L); // get() follows them, to the same server only
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "driftwood");
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connectTimeout.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Collector::write);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &into);
    if (!settings.bearerToken.empty()) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
        text(CURLOPT_XOAUTH2_BEARER, settings.bearerToken);
    } else if (!settings.username.empty() || !settings.password.empty()) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(easy, CURLOPT_USERNAME, settings.username.c_str());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, settings.password.c_str());
    }
    text(CURLOPT_CAINFO, settings.caFile);
    text(CURLOPT_SSLCERT, settings.certificateFile);
    text(CURLOPT_SSLKEY, settings.keyFile);
}

Result<CURLcode> HttpClient::State::perform(const std::stop_token& stop) const {
    int running = 1;
    while (running > 0) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "stopped");
        if (curl_multi_perform(multi, &running) != CURLM_OK)
            return fail(ErrorCode::Internal, "curl could not perform the request");
        if (running > 0)
            curl_multi_poll(multi, nullptr, 0, kStopCheckMs, nullptr);
    }
    int left = 0;
    while (const CURLMsg* const message = curl_multi_info_read(multi, &left))
        if (message->msg == CURLMSG_DONE)
            return message->data.result;
    return fail(ErrorCode::Internal, "curl lost the request");
}

tl::unexpected<Error> HttpClient::State::failed(CURLcode code, const std::string& url) const {
    const std::string said = problem.front() != '\0' ? problem.data() : curl_easy_strerror(code);
    const ErrorCode kind = codeOf(code);
    return fail(kind, said, url,
                kind == ErrorCode::Unreachable ? "Check the address and that the server is running."
                                               : "Check the address and the certificates.");
}

Result<HttpReply> HttpClient::State::getOnce(const std::string& url, const std::stop_token& stop) {
    Collector into{{}, settings.mostBytes};
    prepare(url, into);
    curl_multi_add_handle(multi, easy);
    auto done = perform(stop);
    curl_multi_remove_handle(multi, easy);
    if (!done)
        return fail(done.error().code, done.error().what, url);
    if (into.isTooLarge)
        return fail(ErrorCode::CorruptData,
                    "the reply is larger than " + std::to_string(settings.mostBytes >> 20U) + " MiB", url,
                    "Is this the right address?");
    if (*done != CURLE_OK)
        return failed(*done, url);
    HttpReply reply{0, std::move(into.body)};
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &reply.status);
    return reply;
}

Result<HttpReply> HttpClient::get(const std::string& url, const std::stop_token& stop) {
    if (!m_state->easy || !m_state->multi)
        return fail(ErrorCode::NoMemory, "curl could not be started");
    const std::string server = serverOf(url);
    std::string at = url;
    for (int i = 0; i <= kMostRedirects; ++i) {
        auto reply = m_state->getOnce(at, stop);
        if (!reply || reply->status < 300 || reply->status > 399)
            return reply;
        const char* target = nullptr;
        curl_easy_getinfo(m_state->easy, CURLINFO_REDIRECT_URL, &target);
        if (!target)
            return reply;
        // Credentials and questions stay with the server that the user named.
        if (serverOf(target) != server)
            return fail(ErrorCode::CorruptData,
                        "the server redirects to another one (" + std::string(target).substr(0, 200) +
                            "), which is not followed",
                        url, "Use that address if it is the right one.");
        at = target;
    }
    return fail(ErrorCode::CorruptData, "the server redirects in circles", url, "Is this the right address?");
}

} // namespace driftwood::decoder
