#pragma once

#include "support/http_double.h"
#include "support/json_topic.h"
#include "unit/decoder/avro_cases.h"

#include <nlohmann/json.hpp>

// A topic of machines whose values and keys are Avro behind a schema registry, and that registry. The schema
// changes in the middle of the topic; the last record names one that nobody has.

namespace driftwood::test {

inline constexpr int kAvroRows = 120;

/// Avro's variable-length number.
inline std::string zigzag(std::int64_t value) {
    auto bits = (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
    std::string out;
    for (; bits >= 0x80; bits >>= 7U)
        out += static_cast<char>(bits | 0x80U);
    return out + static_cast<char>(bits);
}

inline std::string avroText(const std::string& text) {
    return zigzag(static_cast<std::int64_t>(text.size())) + text;
}

/// Id 1 in the first half; id 2 renames "level" and adds "unit"; id 3 is that of the keys.
inline const char* const kMachineFirst = R"({"type":"record","name":"Machine","fields":[
    {"name":"level","type":"int"},{"name":"fault","type":"boolean"}]})";
inline const char* const kMachineSecond = R"({"type":"record","name":"Machine","fields":[
    {"name":"load","type":"double","aliases":["level"]},{"name":"fault","type":"boolean"},
    {"name":"unit","type":"string","default":"C"}]})";
inline const char* const kMachineKey =
    R"({"type":"record","name":"Key","fields":[{"name":"line","type":"string"}]})";

inline std::string avroMachine(int i) {
    const std::string fault(1, i % 3 == 0 ? '\1' : '\0');
    if (i < kAvroRows / 2)
        return framed(1, zigzag(i % 10) + fault);
    const double load = i % 10 + 0.5;
    return framed(2, std::string(reinterpret_cast<const char*>(&load), sizeof load) + fault + avroText("F"));
}

/// The last one, at offset kAvroRows, names schema 9.
inline std::vector<JsonRecord> avroMachines() {
    std::vector<JsonRecord> records;
    for (int i = 0; i < kAvroRows; ++i)
        records.push_back(
            {0, JsonTopic::kBegin + i, framed(3, avroText(i % 2 ? "a" : "b")), avroMachine(i), {}});
    records.push_back({0, JsonTopic::kBegin + kAvroRows, framed(3, avroText("a")), framed(9, "x"), {}});
    return records;
}

/// Confluent's API, for what the topic names.
inline void answerForMachines(const HttpDouble::Request& request, QTcpSocket& socket) {
    const auto page = [](const nlohmann::json& json) { return QByteArray::fromStdString(json.dump()); };
    const std::map<QByteArray, const char*> schemas{
        {"1", kMachineFirst}, {"2", kMachineSecond}, {"3", kMachineKey}};
    const QList<QByteArray> parts = request.path.split('/');
    const bool ofId = request.path.startsWith("/schemas/ids/");
    const auto schema = schemas.find(ofId ? parts.value(3) : QByteArray());
    const QByteArray version = parts.value(4);
    if (schema != schemas.end() && version == "versions")
        return HttpDouble::reply(socket,
                                 page({{{"subject", schema->first == "3" ? "machines-key" : "machines-value"},
                                        {"version", schema->first == "2" ? 2 : 1}}}));
    if (schema != schemas.end())
        return HttpDouble::reply(socket, page({{"schema", schema->second}}));
    if (request.path == "/subjects")
        return HttpDouble::reply(socket, R"(["machines-value","machines-key"])");
    if (request.path == "/subjects/machines-value/versions")
        return HttpDouble::reply(socket, "[1,2]");
    if (request.path.startsWith("/subjects/machines-value/versions/") && (version == "1" || version == "2"))
        return HttpDouble::reply(socket, page({{"subject", "machines-value"},
                                               {"version", version.toInt()},
                                               {"id", version.toInt()},
                                               {"schema", schemas.at(version)}}));
    if (request.path == "/config")
        return HttpDouble::reply(socket, R"({"compatibilityLevel":"BACKWARD"})");
    HttpDouble::reply(socket, R"({"error_code":40403,"message":"Schema not found"})", "404 Not Found");
}

} // namespace driftwood::test
