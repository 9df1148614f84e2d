#include "browsing/record_text.h"

#include "base/clock.h"
#include "base/files.h"
#include "browsing/readable_record.h"
#include "decoder/payload_tree.h"

#include <nlohmann/json.hpp>

namespace driftwood::browsing {
namespace {

constexpr std::size_t kDeepestIndent = 40; ///< maximum indentation, in levels
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view three = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = (bits << 8U) | (k < three.size() ? static_cast<unsigned char>(three[k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out.push_back(k <= three.size() ? kBase64[(bits >> (18U - 6U * k)) & 63U] : '=');
    }
    return out;
}

/// The text as a JSON string; nothing if it is not UTF-8.
std::optional<std::string> jsonString(std::string_view text) {
    try {
        return nlohmann::json(text).dump();
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

/// Removes the blanks between the tokens of valid JSON; tokens are unchanged.
std::string onOneLine(std::string_view json) {
    std::string out;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (!inString && (c == ' ' || c == '\n' || c == '\r' || c == '\t'))
            continue;
        out.push_back(c);
        if (inString && c == '\\' && i + 1 < json.size())
            out.push_back(json[++i]);
        else if (c == '"')
            inString = !inString;
    }
    return out;
}

void addText(std::string& out, const std::string& name, std::string_view text) {
    if (const auto string = jsonString(text))
        out += ",\"" + name + "\":" + *string;
    else
        out += ",\"" + name + "Base64\":\"" + base64(text) + '"';
}

std::string jsonHeaders(const broker::Headers& headers) {
    std::string out; // an array, because names may occur twice
    for (const auto& [name, value] : headers) {
        out += out.empty() ? "{\"name\":" : ",{\"name\":";
        out += jsonString(name).value_or("\"?\"");
        if (value)
            addText(out, "value", *value);
        else
            out += ",\"value\":null";
        out += '}';
    }
    return '[' + out + ']';
}

std::string csvField(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string out(1, '"');
    for (const char c : text) {
        if (c == '"')
            out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
    return out;
}

std::string csvHeader(const records::Schema& schema) {
    std::string out = "timestamp,partition,offset,key";
    for (const records::Field& field : schema.fields)
        out += ',' + csvField(field.path);
    return out + (schema.fields.empty() ? ",value\r\n" : "\r\n");
}

std::string csvLine(const RecordRef& record) {
    const RecordBlock& block = *record.block;
    std::string out = record.timestamp().value < 0 ? std::string() : formatIso8601(record.timestamp());
    out += ',' + std::to_string(record.position().partition.value);
    out += ',' + std::to_string(record.position().offset.value);
    out += ',' + csvField(block.shownKey(record.row).value_or(std::string_view()));
    const std::size_t fields = block.schema().fields.size();
    const auto row = block.decodedRow(record.row);
    for (std::size_t i = 0; i < fields; ++i)
        out += ',' + (row ? csvField(block.decoded().column(i).asText(*row)) : std::string());
    if (fields == 0)
        out += ',' + csvField(block.value(record.row).value_or(std::string_view()));
    return out + "\r\n";
}

std::string jsonLine(const TopicName& topic, const RecordRef& record, ReadableRecord& readable) {
    const RecordBlock& block = *record.block;
    std::string out = "{\"topic\":" + jsonString(topic.value).value_or("\"\"");
    out += ",\"partition\":" + std::to_string(record.position().partition.value);
    out += ",\"offset\":" + std::to_string(record.position().offset.value);
    if (record.timestamp().value < 0)
        out += ",\"timestamp\":null";
    else
        out += ",\"timestamp\":\"" + formatIso8601(record.timestamp()) + '"';
    if (const auto key = readable.key(record); key && decoder::isJson(*key, true))
        out += ",\"key\":" + onOneLine(*key);
    else if (const auto text = block.key(record.row))
        addText(out, "key", key ? *key : *text);
    else
        out += ",\"key\":null";
    if (!block.headers(record.row).empty())
        out += ",\"headers\":" + jsonHeaders(block.headers(record.row));
    const auto decoded = readable.value(record);
    const auto value = block.value(record.row);
    if (decoded && decoder::isJson(*decoded, true))
        out += ",\"value\":" + onOneLine(*decoded);
    else if (decoded)
        addText(out, "value", *decoded);
    else if (!value)
        out += ",\"value\":null";
    else if (block.isWhole(record.row) && decoder::isJson(*value, true))
        out += ",\"value\":" + onOneLine(*value);
    else
        addText(out, "value", *value);
    if (!block.isWhole(record.row))
        out += ",\"valueTruncated\":true";
    return out + '}';
}

} // namespace

std::string recordAsJson(const TopicName& topic, const RecordRef& record) {
    ReadableRecord readable;
    return jsonLine(topic, record, readable);
}

std::string readableText(std::string_view value) {
    if (!decoder::isJson(value, false))
        return std::string(value);
    const std::string json = onOneLine(value);
    std::string out;
    std::size_t level = 0;
    const auto newLine = [&] { out.append("\n").append(2 * std::min(level, kDeepestIndent), ' '); };
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            out.push_back(c);
            if (c == '\\')
                out.push_back(json[++i]);
            inString = c != '"';
            continue;
        }
        const bool closes = c == '}' || c == ']';
        if (closes) {
            --level;
            if (json[i - 1] != '{' && json[i - 1] != '[')
                newLine();
        }
        out.push_back(c);
        inString = c == '"';
        if (c == ':')
            out.push_back(' ');
        if (c == '{' || c == '[') {
            ++level;
            if (json[i + 1] != '}' && json[i + 1] != ']')
                newLine();
        } else if (c == ',') {
            newLine();
        }
    }
    return out;
}

Status writeRecords(const std::filesystem::path& path, RecordFormat format, const TopicName& topic,
                    const std::vector<RecordRef>& records, const std::stop_token& stop) {
    std::string text;
    if (format == RecordFormat::Csv && !records.empty())
        text = csvHeader(records.front().block->schema());
    ReadableRecord readable;
    for (const RecordRef& record : records) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "the export was stopped", path.string());
        text += format == RecordFormat::Csv ? csvLine(record) : jsonLine(topic, record, readable) + '\n';
    }
    return writeFileAtomically(path, text);
}

} // namespace driftwood::browsing
