#pragma once

#include "decoder/formats/protobuf/protobuf_schema.h"
#include "unit/decoder/payloads.h"

#include <QByteArray>
#include <QFile>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace driftwood::test {

/// Payloads that Python's protobuf wrote, and what they hold (tests/fixtures/protobuf/make_fixtures.py).
struct ProtobufCase {
    struct Row {
        std::string payload;
        std::map<std::string, std::string> columns; ///< texts by path, "-" where missing
        nlohmann::json whole;
    };
    decoder::ProtobufSource source;
    std::vector<Row> rows;
};

/// Payloads that confluent-kafka's serialiser wrote for a version of the schema plant.Machine.
struct ProtobufVersion {
    std::string proto;      ///< the .proto file
    std::string registered; ///< the schema as it was registered
    std::string message;    ///< the payload proper
    std::string framed;     ///< it behind schema id 1
    std::string header;     ///< of a record whose payload is bare
};

inline std::string protobufFile(const std::string& name) {
    QFile file(QStringLiteral(DRIFTWOOD_FIXTURES "/protobuf/") + QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("tests/fixtures/protobuf/" + name + " cannot be read");
    return file.readAll().toStdString();
}

inline std::string fromHex(const nlohmann::json& hex) {
    return QByteArray::fromHex(QByteArray::fromStdString(hex.get<std::string>())).toStdString();
}

inline ProtobufCase protobufCase(const std::string& name) {
    const auto parsed = nlohmann::json::parse(protobufFile("payloads.json"));
    for (const auto& one : parsed["cases"]) {
        if (one["name"] != name)
            continue;
        ProtobufCase out;
        out.source.file = protobufFile(one["files"][0]);
        for (std::size_t i = 1; i < one["files"].size(); ++i)
            out.source.imports.push_back({one["files"][i], protobufFile(one["files"][i])});
        out.source.message = one["message"];
        for (const auto& row : one["rows"])
            out.rows.push_back({fromHex(row["payload"]), row["columns"], row["json"]});
        return out;
    }
    throw std::runtime_error("no case " + name);
}

inline std::vector<ProtobufVersion> protobufVersions() {
    std::vector<ProtobufVersion> out;
    const auto parsed = nlohmann::json::parse(protobufFile("payloads.json"));
    for (const auto& one : parsed["versions"])
        out.push_back({protobufFile("version" + std::to_string(one["version"].get<int>()) + ".proto"),
                       one["registered"], fromHex(one["bare"]), fromHex(one["framed"]),
                       fromHex(one["header"]["__value_schema_id"])});
    return out;
}

inline decoder::DecoderSpec protobufSpec(std::vector<records::Field> fields,
                                         std::vector<decoder::WriterSchema> schemas) {
    decoder::DecoderSpec spec;
    spec.format = decoder::PayloadFormat::Protobuf;
    spec.schema.fields = std::move(fields);
    spec.schemas = std::move(schemas);
    return spec;
}

} // namespace driftwood::test
