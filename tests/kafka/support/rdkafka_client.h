#pragma once

#include "base/result.h"

#include <librdkafka/rdkafka.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>

namespace driftwood::test {

struct DestroyClient {
    void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
};
using ClientHandle = std::unique_ptr<rd_kafka_t, DestroyClient>;

/// A client with these settings. Throws if librdkafka refuses one, which is a mistake in a test.
inline ClientHandle makeClient(rd_kafka_type_t type, const std::map<std::string, std::string>& settings,
                               void* opaque = nullptr,
                               void (*onDelivery)(rd_kafka_t*, const rd_kafka_message_t*, void*) = nullptr) {
    char text[512];
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    for (const auto& [key, value] : settings)
        if (rd_kafka_conf_set(conf, key.c_str(), value.c_str(), text, sizeof text) != RD_KAFKA_CONF_OK)
            throw std::invalid_argument(text);
    rd_kafka_conf_set_opaque(conf, opaque);
    if (onDelivery != nullptr)
        rd_kafka_conf_set_dr_msg_cb(conf, onDelivery);
    rd_kafka_t* client = rd_kafka_new(type, conf, text, sizeof text);
    if (client == nullptr)
        throw std::runtime_error(text);
    return ClientHandle(client);
}

/// Takes ownership of the error; null is success.
inline Status asStatus(rd_kafka_error_t* error, const char* what) {
    if (error == nullptr)
        return {};
    const std::string text = rd_kafka_error_string(error);
    rd_kafka_error_destroy(error);
    return fail(ErrorCode::Internal, what, text);
}

inline Status asStatus(rd_kafka_resp_err_t error, const char* what) {
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
        return {};
    return fail(ErrorCode::Internal, what, rd_kafka_err2str(error));
}

} // namespace driftwood::test
