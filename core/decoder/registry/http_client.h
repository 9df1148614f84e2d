#pragma once

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>

namespace driftwood::decoder {

struct HttpSettings {
    std::string username; ///< basic authentication, unless it and the password are empty
    std::string password;
    std::string bearerToken;
    std::string caFile; ///< PEM; empty: the system's certificates
    std::string certificateFile;
    std::string keyFile;
    std::chrono::milliseconds connectTimeout{5000};
    std::chrono::milliseconds timeout{15000}; ///< for a whole request, whatever it waits for
    std::size_t mostBytes = std::size_t{4} << 20U;
};

struct HttpReply {
    long status = 0;
    std::string body;
};

/// GET requests over http and https, nothing else: a reply of more than mostBytes and a redirect to another
/// server are errors. Keeps its connection open between requests. Not thread-safe.
class HttpClient {
  public:
    explicit HttpClient(HttpSettings settings);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// Any status is a reply. Unreachable when the server cannot be reached, is too slow or closes the
    /// connection; AuthenticationFailed for its certificate or ours; Cancelled within 0.1 s of a stop.
    [[nodiscard]] Result<HttpReply> get(const std::string& url, const std::stop_token& stop);

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace driftwood::decoder
