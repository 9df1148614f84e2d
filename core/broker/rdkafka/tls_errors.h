#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace driftwood::broker::rdkafka {

/// Why the broker's certificate was not accepted. `verifyError` is OpenSSL's error number (X509_V_ERR_…).
[[nodiscard]] Error brokerCertificateError(int verifyError, std::string where);

/// Why the broker refused the handshake, from OpenSSL's text for its alert ("tlsv13 alert certificate
/// required") and whether a client certificate was given. Nothing if the alert has another cause.
[[nodiscard]] std::optional<Error> ownCertificateError(std::string_view text, bool certificateGiven,
                                                       std::string where);

} // namespace driftwood::broker::rdkafka
