#include "decoder/formats/avro/avro_references.h"

#include "base/bounded_json.h"

#include <map>
#include <nlohmann/json.hpp>

namespace driftwood::decoder {
namespace {

constexpr int kDeepestPlace = 200; // of a name, through the definitions that were put in

/// Puts definitions in where a schema names them. avro-c has no way to parse several schemas together.
class ReferenceFiller {
  public:
    explicit ReferenceFiller(std::map<std::string, nlohmann::json> definitions)
        : m_definitions(std::move(definitions)) {}

    void fill(nlohmann::json& type, const std::string& space, int depth) { // NOLINT(misc-no-recursion)
        if (depth > kDeepestPlace)
            return;
        if (type.is_string())
            return fillName(type, space, depth);
        if (type.is_array()) {
            for (nlohmann::json& branch : type)
                fill(branch, space, depth + 1);
            return;
        }
        if (!type.is_object())
            return;
        for (const char* const inner : {"items", "values"})
            if (const auto found = type.find(inner); found != type.end())
                fill(*found, space, depth + 1);
        const auto fields = type.find("fields");
        if (fields == type.end() || !fields->is_array())
            return;
        const std::string own = spaceOf(type, space);
        for (nlohmann::json& field : *fields)
            if (field.is_object())
                if (const auto inner = field.find("type"); inner != field.end())
                    fill(*inner, own, depth + 1);
    }

  private:
    static std::string spaceOf(const nlohmann::json& type, const std::string& outer) {
        const auto name = type.find("name");
        if (name != type.end() && name->is_string())
            if (const auto& text = name->get_ref<const std::string&>(); text.find('.') != std::string::npos)
                return text.substr(0, text.rfind('.'));
        const auto space = type.find("namespace");
        return space != type.end() && space->is_string() ? space->get<std::string>() : outer;
    }

    void fillName(nlohmann::json& type, const std::string& space, int depth) { // NOLINT(misc-no-recursion)
        std::string name = type.get<std::string>();
        if (name.find('.') == std::string::npos && !space.empty() &&
            m_definitions.contains(space + "." + name))
            name.insert(0, space + ".");
        const auto found = m_definitions.find(name);
        if (found == m_definitions.end())
            return;
        if (found->second.is_null()) { // it stands before: its full name refers to it
            type = name.find('.') == std::string::npos ? std::string(kNoSpace) + "." + name : name;
            return;
        }
        type = std::exchange(found->second, nlohmann::json());
        if (type.is_object() && spaceOf(type, {}).empty())
            type["namespace"] = kNoSpace;
        fill(type, {}, depth + 1);
    }

    /// The namespace of definitions without one: such a name cannot be referred to from within a namespace.
    static constexpr const char* kNoSpace = "_";

    std::map<std::string, nlohmann::json> m_definitions; ///< by name; null once it was put in
};

} // namespace

Result<std::string> withAvroReferences(const std::string& text,
                                       const std::vector<ReferencedSchema>& references) {
    if (references.empty())
        return text;
    std::map<std::string, nlohmann::json> definitions;
    for (const ReferencedSchema& reference : references) {
        nlohmann::json parsed = parseBoundedJson(reference.text);
        if (parsed.is_discarded() || parsed.is_null())
            return fail(ErrorCode::CorruptData, "the schema refers to one that is not JSON", reference.name);
        definitions.emplace(reference.name, std::move(parsed));
    }
    nlohmann::json whole = parseBoundedJson(text);
    if (whole.is_discarded())
        return fail(ErrorCode::CorruptData, "the schema is not JSON");
    ReferenceFiller(std::move(definitions)).fill(whole, {}, 0);
    return whole.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace driftwood::decoder
