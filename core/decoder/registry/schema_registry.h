#pragma once

#include "base/result.h"
#include "broker/profile/registry_access.h"
#include "decoder/registry/http_client.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// How a registry is asked.
struct RegistrySettings : broker::RegistryAccess {
    std::chrono::milliseconds timeout{15000};
    std::filesystem::path cacheFolder; ///< where schemas are kept for when the registry is gone; may be empty
    bool operator==(const RegistrySettings&) const = default;
};

/// A schema that another one refers to by `name`.
struct ReferencedSchema {
    std::string name;
    std::string text;
    bool operator==(const ReferencedSchema&) const = default;
};

/// Where a schema is registered.
struct SchemaPlace {
    std::string subject;
    std::int32_t version = 0;
    bool operator==(const SchemaPlace&) const = default;
};

struct RegisteredSchema {
    std::string type = "AVRO"; ///< or "PROTOBUF", "JSON"
    std::string text;
    std::vector<ReferencedSchema> references; ///< all of them, each after those that it refers to itself
    std::int32_t id = 0;                      ///< 0 where the registry did not say
    std::int32_t version = 0;                 ///< the same
    bool operator==(const RegisteredSchema&) const = default;
};

/// Limits on what one schema may bring with it, whatever the registry answers.
inline constexpr std::size_t kMostSchemaBytes = std::size_t{4} << 20U; ///< of one reply
inline constexpr std::size_t kMostReferences = 200;
inline constexpr std::size_t kMostReferenceBytes = std::size_t{16} << 20U; ///< of all references together
inline constexpr std::size_t kDeepestReference = 32;

/// Reads a registry with Confluent's API (also Apicurio's, Karapace's and Redpanda's). Only GET requests:
/// looking leaves subjects as they were. Each schema is asked for once in the client's life. If no address
/// answers, schemas kept on disk are used, and for some seconds nothing is asked again.
///
/// Thread-safe; requests wait for each other. Errors: NotFound with the registry's words, Unreachable,
/// AuthenticationFailed, NotAuthorized, CorruptData for replies that cannot be, Cancelled.
class SchemaRegistry {
  public:
    /// InvalidArgument for addresses that are none or contain a password; the error of a secret's source.
    [[nodiscard]] static Result<std::shared_ptr<SchemaRegistry>> open(const RegistrySettings& settings);
    ~SchemaRegistry();

    [[nodiscard]] Result<RegisteredSchema> schema(std::int32_t id, const std::stop_token& stop);
    [[nodiscard]] Result<RegisteredSchema> schemaByGuid(const std::string& guid, const std::stop_token& stop);
    /// The subjects that have the schema of this id; several may.
    [[nodiscard]] Result<std::vector<SchemaPlace>> places(std::int32_t id, const std::stop_token& stop);
    [[nodiscard]] Result<std::vector<std::string>> subjects(const std::stop_token& stop);
    [[nodiscard]] Result<std::vector<std::int32_t>> versions(const std::string& subject,
                                                             const std::stop_token& stop);
    [[nodiscard]] Result<RegisteredSchema> version(const std::string& subject, std::int32_t version,
                                                   const std::stop_token& stop);
    /// "BACKWARD", "FULL_TRANSITIVE" …: the subject's own, or the registry's where it has none.
    [[nodiscard]] Result<std::string> compatibility(const std::string& subject, const std::stop_token& stop);

  private:
    struct State;
    explicit SchemaRegistry(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace driftwood::decoder
