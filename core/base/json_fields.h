#pragma once

#include "base/result.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood {

/// Reads the fields of one JSON object strictly: fields are required unless stated otherwise, must have the
/// right type, and none may be left over. The first error is kept and later reads do nothing, so readers call
/// finish() once at the end. Errors name the field by its dotted path and the source.
class JsonFields {
  public:
    /// `where` is the file or message; `path` is the dotted path of this object in it, empty at the top. The
    /// JSON value must outlive this object.
    JsonFields(const nlohmann::json& json, std::string where, std::string path = {});

    void read(const char* key, bool& out);
    void read(const char* key, std::string& out);
    void read(const char* key, double& out); ///< finite: JSON has no NaN
    void read(const char* key, double& out, double low, double high);
    void read(const char* key, int& out, int low, int high);
    void read(const char* key, std::int64_t& out);
    void read(const char* key, std::uint64_t& out);
    void read(const char* key, std::vector<int>& out, int low, int high);
    void read(const char* key, std::vector<std::int64_t>& out);
    void read(const char* key, std::vector<double>& out);
    void read(const char* key, std::vector<std::string>& out);

    /// Reads the field "version", 1 where it is absent. A version above `newest` is Unsupported: the error
    /// names both, and finish() returns it whatever else the newer object has.
    int version(int newest);

    /// Reads a name from a fixed set with the set's look-up: `fields.name("kind", spec.kind, kindFromName)`.
    template <class T, class FromName>
    void name(const char* key, T& out, FromName fromName) {
        std::string text;
        read(key, text);
        if (m_error)
            return;
        if (const std::optional<T> value = fromName(std::string_view(text)))
            out = *value;
        else
            refuse(key, "'" + text + "' is not a name known here");
    }

    /// The value of an object or array field, for a nested reader; null after the first error.
    [[nodiscard]] const nlohmann::json* value(const char* key);
    [[nodiscard]] const nlohmann::json* array(const char* key); ///< the same; refuses anything but an array
    [[nodiscard]] bool has(const char* key) const;              ///< for optional fields

    /// Takes over a nested reader's result: `fields.take(networkSpecFromJson(*value, where), spec.network)`.
    template <class T>
    void take(Result<T> result, T& out) {
        if (m_error)
            return;
        if (result)
            out = std::move(*result);
        else
            m_error = std::move(result.error());
    }

    /// Reports a failed check between fields; kept only if it is the first error.
    void refuse(const char* key, std::string why);
    void require(bool holds, const char* key, const char* why) {
        if (!holds)
            refuse(key, why);
    }
    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    /// CorruptData with the first error; a field that was never read is an error too.
    [[nodiscard]] Status finish();

  private:
    const nlohmann::json* m_json;
    std::string m_where;
    std::string m_path;
    std::vector<std::string> m_known;
    std::optional<Error> m_error;
};

/// Unsupported, like JsonFields::version(), if this is an object of a newer version than `newest`; for
/// objects that are not read by JsonFields.
[[nodiscard]] Status checkVersion(const nlohmann::json& json, int newest, const std::string& where);

} // namespace driftwood
