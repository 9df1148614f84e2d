#pragma once

#include "decoder/decoder.h"
#include "unit/decoder/payloads.h"

#include <QByteArray>
#include <QFile>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace driftwood::test {

/// Payloads that fastavro wrote, and what they hold (tests/fixtures/avro/make_fixtures.py).
struct AvroCase {
    struct Row {
        std::string payload;
        std::map<std::string, std::string>
            columns; ///< texts by path, "-" where missing; "" is the whole as JSON
    };
    std::string name;
    std::string schema;
    std::string fingerprint; ///< as fastavro writes it: hexadecimal
    std::vector<Row> rows;
};

inline std::vector<AvroCase> avroCases() {
    QFile file(QStringLiteral(DRIFTWOOD_FIXTURES "/avro/payloads.json"));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("tests/fixtures/avro/payloads.json cannot be read");
    std::vector<AvroCase> out;
    const auto parsed = nlohmann::json::parse(file.readAll().toStdString());
    for (const auto& one : parsed["cases"]) {
        AvroCase& to = out.emplace_back();
        to.name = one["name"];
        to.schema = one["schema"].dump();
        to.fingerprint = one["fingerprint"];
        for (const auto& row : one["rows"])
            to.rows.push_back(
                {QByteArray::fromHex(QByteArray::fromStdString(row["payload"].get<std::string>()))
                     .toStdString(),
                 row["columns"]});
    }
    return out;
}

inline AvroCase avroCase(const std::string& name) {
    for (AvroCase& one : avroCases())
        if (one.name == name)
            return one;
    throw std::runtime_error("no case " + name);
}

/// The frame of a registry before a payload.
inline std::string framed(std::int32_t id, const std::string& payload) {
    std::string out(1, '\0');
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>((id >> shift) & 0xFF);
    return out + payload;
}

inline decoder::DecoderSpec avroSpec(std::vector<records::Field> fields,
                                     std::vector<decoder::WriterSchema> schemas) {
    decoder::DecoderSpec spec;
    spec.format = decoder::PayloadFormat::Avro;
    spec.schema.fields = std::move(fields);
    spec.schemas = std::move(schemas);
    return spec;
}

} // namespace driftwood::test
