#include "decoder/formats/protobuf/protobuf_source.h"

#include "base/bounded_json.h"
#include "base/files.h"
#include "base/json_fields.h"
#include "decoder/formats/protobuf/protobuf_schema.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace driftwood::decoder {
namespace {

using SourceJson = nlohmann::ordered_json;

/// The file of an import: in the folder of the file that was stated or one above it, as it may be written
/// from the root of a source tree.
std::optional<std::filesystem::path> fileOfImport(std::filesystem::path folder, const std::string& name) {
    std::error_code unknown;
    if (name.starts_with('/') || name.find("..") != std::string::npos) // protoc refuses these, too
        return std::nullopt;
    while (true) {
        if (const auto file = folder / name; std::filesystem::is_regular_file(file, unknown))
            return file;
        if (!folder.has_relative_path() || folder.parent_path() == folder)
            return std::nullopt;
        folder = folder.parent_path();
    }
}

/// Adds the files that a text imports, and those that they import.
Status addImports(const std::string& text, const std::filesystem::path& folder, ProtobufSource& to) {
    std::vector<std::string> open = protobufImports(text);
    std::set<std::string, std::less<>> met;
    std::size_t bytes = 0;
    while (!open.empty()) {
        const std::string name = std::move(open.back());
        open.pop_back();
        if (!met.insert(name).second)
            continue;
        const auto file = fileOfImport(folder, name);
        if (!file)
            continue; // one of google.protobuf's own, or it is missed when the schema is built
        auto read = readFile(*file, kMostProtobufBytes);
        if (!read)
            return forward(read);
        bytes += read->size();
        if (bytes > kMostReferenceBytes || met.size() > kMostReferences)
            return fail(ErrorCode::InvalidArgument, "the Protobuf schema imports too much", file->string());
        for (std::string& inner : protobufImports(*read))
            open.push_back(std::move(inner));
        to.imports.push_back({name, std::move(*read)});
    }
    return {};
}

} // namespace

std::string ProtobufSource::toText() const {
    if (imports.empty() && message.empty())
        return file;
    SourceJson out{{"file", file}};
    out["imports"] = SourceJson::array();
    for (const ReferencedSchema& import : imports)
        out["imports"].push_back({{"name", import.name}, {"text", import.text}});
    out["message"] = message;
    return out.dump(-1, ' ', false, SourceJson::error_handler_t::replace);
}

Result<ProtobufSource> ProtobufSource::fromText(const std::string& text) {
    if (!text.starts_with('{')) // which no .proto file does
        return ProtobufSource{text, {}, {}};
    const nlohmann::json parsed = parseBoundedJson(text);
    JsonFields fields(parsed, "schema");
    ProtobufSource out;
    fields.read("file", out.file);
    fields.read("message", out.message);
    if (const nlohmann::json* const list = fields.array("imports"))
        for (const nlohmann::json& one : *list) {
            JsonFields import(one, "schema", "imports");
            ReferencedSchema& to = out.imports.emplace_back();
            import.read("name", to.name);
            import.read("text", to.text);
            if (auto sound = import.finish(); !sound)
                return forward(sound);
        }
    if (auto sound = fields.finish(); !sound)
        return forward(sound);
    return out;
}

Result<ProtobufSource> protobufSourceOf(const std::filesystem::path& file, const std::string& message) {
    auto text = readFile(file, kMostProtobufBytes);
    if (!text)
        return forward(text);
    ProtobufSource out;
    std::error_code unknown;
    const auto folder = std::filesystem::absolute(file, unknown).parent_path();
    if (auto added = addImports(*text, folder, out); !added)
        return forward(added);
    out.file = std::move(*text);
    out.message = message;
    return out;
}

Result<ProtobufSource> protobufDescriptorSource(const std::filesystem::path& file,
                                                const std::string& message) {
    auto bytes = readFile(file, kMostReferenceBytes);
    if (!bytes)
        return forward(bytes);
    auto set = protobufSourceOfSet(*bytes, message);
    if (!set)
        return fail(set.error().code, set.error().what, file.string(), set.error().hint);
    return set;
}

} // namespace driftwood::decoder
