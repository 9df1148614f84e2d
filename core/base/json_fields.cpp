#include "base/json_fields.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace driftwood {
namespace {

/// The value if the JSON number is exactly representable in this integer type.
template <class Integer>
std::optional<Integer> exactInteger(const nlohmann::json& value) {
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        if (number <= static_cast<std::uint64_t>(std::numeric_limits<Integer>::max()))
            return static_cast<Integer>(number);
    } else if (value.is_number_integer()) {
        const auto number = value.get<std::int64_t>();
        if (std::in_range<Integer>(number))
            return static_cast<Integer>(number);
    }
    return std::nullopt;
}

std::string rangeText(int low, int high) {
    return "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
}

} // namespace

JsonFields::JsonFields(const nlohmann::json& json, std::string where, std::string path)
    : m_json(&json)
    , m_where(std::move(where))
    , m_path(std::move(path)) {
    if (!json.is_object())
        m_error = Error{ErrorCode::CorruptData,
                        m_path.empty() ? "not a JSON object" : "'" + m_path + "' is not an object",
                        m_where,
                        {}};
}

void JsonFields::refuse(const char* key, std::string why) {
    if (!m_error)
        m_error = Error{ErrorCode::CorruptData,
                        "field '" + (m_path.empty() ? "" : m_path + ".") + key + "': " + std::move(why),
                        m_where,
                        {}};
}

bool JsonFields::has(const char* key) const { return m_json->is_object() && m_json->contains(key); }

const nlohmann::json* JsonFields::value(const char* key) {
    m_known.emplace_back(key);
    if (m_error)
        return nullptr;
    const auto found = m_json->find(key);
    if (found == m_json->end()) {
        refuse(key, "missing");
        return nullptr;
    }
    return &*found;
}

const nlohmann::json* JsonFields::array(const char* key) {
    const auto* json = value(key);
    if (json != nullptr && !json->is_array()) {
        refuse(key, "expected an array");
        return nullptr;
    }
    return json;
}

void JsonFields::read(const char* key, bool& out) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    if (!json->is_boolean())
        return refuse(key, "expected true or false");
    out = json->get<bool>();
}

void JsonFields::read(const char* key, std::string& out) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    if (!json->is_string())
        return refuse(key, "expected a string");
    out = json->get<std::string>();
}

void JsonFields::read(const char* key, double& out) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    if (!json->is_number() || !std::isfinite(json->get<double>()))
        return refuse(key, "expected a finite number");
    out = json->get<double>();
}

void JsonFields::read(const char* key, double& out, double low, double high) {
    read(key, out);
    if (!m_error && !(out >= low && out <= high))
        refuse(key, nlohmann::json(out).dump() + " is not between " + nlohmann::json(low).dump() + " and " +
                        nlohmann::json(high).dump());
}

void JsonFields::read(const char* key, int& out, int low, int high) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    const auto number = exactInteger<int>(*json);
    if (!number || *number < low || *number > high)
        return refuse(key, "expected " + rangeText(low, high));
    out = *number;
}

int JsonFields::version(int newest) {
    int version = 1;
    if (has("version"))
        read("version", version, 1, std::numeric_limits<int>::max());
    if (!m_error && version > newest)
        m_error = Error{ErrorCode::Unsupported,
                        (m_path.empty() ? "" : m_path + ": ") + "version " + std::to_string(version) +
                            " is newer than version " + std::to_string(newest) + ", the newest known here",
                        m_where, "Use the version of Driftwood that wrote it, or a newer one."};
    return version;
}

void JsonFields::read(const char* key, std::int64_t& out) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    const auto number = exactInteger<std::int64_t>(*json);
    if (!number)
        return refuse(key, "expected a whole number");
    out = *number;
}

void JsonFields::read(const char* key, std::uint64_t& out) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    const auto number = exactInteger<std::uint64_t>(*json);
    if (!number)
        return refuse(key, "expected a whole number that is not negative");
    out = *number;
}

void JsonFields::read(const char* key, std::vector<int>& out, int low, int high) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    if (!json->is_array())
        return refuse(key, "expected an array");
    std::vector<int> numbers;
    for (const auto& element : *json) {
        const auto number = exactInteger<int>(element);
        if (!number || *number < low || *number > high)
            return refuse(key, "every element must be " + rangeText(low, high));
        numbers.push_back(*number);
    }
    out = std::move(numbers);
}

void JsonFields::read(const char* key, std::vector<std::int64_t>& out) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    if (!json->is_array())
        return refuse(key, "expected an array");
    std::vector<std::int64_t> numbers;
    for (const auto& element : *json) {
        const auto number = exactInteger<std::int64_t>(element);
        if (!number)
            return refuse(key, "every element must be a whole number");
        numbers.push_back(*number);
    }
    out = std::move(numbers);
}

void JsonFields::read(const char* key, std::vector<double>& out) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    const auto finite = [](const nlohmann::json& e) {
        return e.is_number() && std::isfinite(e.get<double>());
    };
    if (!json->is_array() || !std::all_of(json->begin(), json->end(), finite))
        return refuse(key, "expected an array of finite numbers");
    out = json->get<std::vector<double>>();
}

void JsonFields::read(const char* key, std::vector<std::string>& out) {
    const auto* json = value(key);
    if (json == nullptr)
        return;
    const auto text = [](const nlohmann::json& e) { return e.is_string(); };
    if (!json->is_array() || !std::all_of(json->begin(), json->end(), text))
        return refuse(key, "expected an array of strings");
    out = json->get<std::vector<std::string>>();
}

Status JsonFields::finish() {
    if (!m_error)
        for (const auto& [key, unused] : m_json->items())
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end()) {
                refuse(key.c_str(), "not known here");
                break;
            }
    if (m_error)
        return tl::unexpected<Error>(*m_error);
    return {};
}

Status checkVersion(const nlohmann::json& json, int newest, const std::string& where) {
    if (!json.is_object() || !json.contains("version"))
        return {};
    JsonFields fields(json, where);
    fields.version(newest);
    return fields.failed() ? fields.finish() : Status();
}

} // namespace driftwood
