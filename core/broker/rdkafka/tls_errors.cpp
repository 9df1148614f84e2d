#include "broker/rdkafka/tls_errors.h"

#include <algorithm>
#include <array>

namespace driftwood::broker::rdkafka {
namespace {

struct VerifyMeaning {
    int number; ///< as in OpenSSL's x509_vfy.h
    std::string_view what;
    std::string_view hint;
};

constexpr std::string_view kUntrusted =
    "the broker's certificate was issued by an authority that is not trusted here";
constexpr std::string_view kUntrustedHint =
    "Name the authority's certificate as CA file (--ca). If none is named, the system's are used.";
constexpr std::string_view kOtherHost = "the broker's certificate is for another host name";
constexpr std::string_view kOtherHostHint =
    "Write the server as its certificate names it, or have a certificate made for this name.";

constexpr std::array kVerifyMeanings{
    VerifyMeaning{2, kUntrusted, kUntrustedHint},
    VerifyMeaning{9, "the broker's certificate is not valid yet",
                  "Compare the clock of this machine with the broker's."},
    VerifyMeaning{10, "the broker's certificate has expired",
                  "Have the broker's certificate renewed; compare the clock of this machine, too."},
    VerifyMeaning{18, kUntrusted, kUntrustedHint},
    VerifyMeaning{19, kUntrusted, kUntrustedHint},
    VerifyMeaning{20, kUntrusted, kUntrustedHint},
    VerifyMeaning{21, kUntrusted, kUntrustedHint},
    VerifyMeaning{23, "the broker's certificate has been revoked", "Ask whoever runs the broker."},
    VerifyMeaning{62, kOtherHost, kOtherHostHint},
    VerifyMeaning{64, kOtherHost, kOtherHostHint},
};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

} // namespace

Error brokerCertificateError(int verifyError, std::string where) {
    const auto* const known = std::ranges::find(kVerifyMeanings, verifyError, &VerifyMeaning::number);
    if (known != kVerifyMeanings.end())
        return {ErrorCode::AuthenticationFailed, std::string(known->what), std::move(where),
                std::string(known->hint)};
    return {ErrorCode::AuthenticationFailed,
            "the broker's certificate was not accepted: OpenSSL's verification error " +
                std::to_string(verifyError),
            std::move(where), "openssl verify shows what is wrong with it."};
}

std::optional<Error> ownCertificateError(std::string_view text, bool certificateGiven, std::string where) {
    const auto error = [&](std::string_view what, std::string_view hint) {
        return Error{ErrorCode::AuthenticationFailed, std::string(what), std::move(where), std::string(hint)};
    };
    if (!contains(text, " alert "))
        return std::nullopt;
    const bool required = contains(text, "certificate required");
    if (required || (!certificateGiven && contains(text, "bad certificate")))
        return error("the broker asks for a client certificate, and none was given",
                     "Name a certificate that the broker accepts and its key (--certificate, --key).");
    if (contains(text, "unknown ca"))
        return error("the broker does not trust the authority of the client certificate",
                     "Use a certificate issued by an authority that the broker trusts.");
    if (contains(text, "certificate expired"))
        return error("the broker says that the client certificate has expired", "Have it renewed.");
    if (contains(text, "certificate revoked"))
        return error("the broker says that the client certificate has been revoked", "Use another one.");
    if (certificateGiven && (contains(text, "bad certificate") || contains(text, "certificate unknown")))
        return error("the broker refused the client certificate",
                     "Check that it is the right one, has not expired, and was issued by an authority that "
                     "the broker trusts.");
    return std::nullopt;
}

} // namespace driftwood::broker::rdkafka
