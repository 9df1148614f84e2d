#include "decoder/formats/avro/avro_schema.h"

#include <array>
#include <utility>

namespace driftwood::decoder {
namespace {

/// Writes the Parsing Canonical Form of the specification.
class CanonicalForm {
  public:
    explicit CanonicalForm(const AvroSchema& schema)
        : m_schema(schema)
        , m_written(schema.types.size()) {}

    std::string take() && {
        write(0);
        return std::move(m_out);
    }

  private:
    void write(std::uint32_t index) { // NOLINT(misc-no-recursion): as deep as the schema's JSON
        static constexpr std::array<std::string_view, 8> kPrimitive{"null",  "boolean", "int",   "long",
                                                                    "float", "double",  "bytes", "string"};
        const AvroType& type = m_schema[index];
        if (type.kind <= AvroKind::String) {
            m_out.append("\"").append(kPrimitive[static_cast<std::size_t>(type.kind)]).append("\"");
            return;
        }
        if (!type.name.empty() && m_written[index]) {
            m_out.append("\"").append(type.name).append("\"");
            return;
        }
        m_written[index] = true;
        const std::string named = "{\"name\":\"" + type.name + "\",\"type\":";
        switch (type.kind) {
        case AvroKind::Fixed:
            m_out += named + "\"fixed\",\"size\":" + std::to_string(type.size) + "}";
            return;
        case AvroKind::Enum:
            m_out += named + "\"enum\",\"symbols\":[";
            for (std::size_t i = 0; i < type.symbols.size(); ++i)
                m_out.append(i == 0 ? "\"" : ",\"").append(type.symbols[i]).append("\"");
            m_out += "]}";
            return;
        case AvroKind::Record:
            m_out += named + "\"record\",\"fields\":[";
            for (std::size_t i = 0; i < type.fields.size(); ++i) {
                m_out.append(i == 0 ? "" : ",").append("{\"name\":\"").append(type.fields[i].name);
                m_out.append("\",\"type\":");
                write(type.fields[i].type);
                m_out += "}";
            }
            m_out += "]}";
            return;
        case AvroKind::Union:
            m_out += "[";
            for (std::size_t i = 0; i < type.branches.size(); ++i) {
                m_out.append(i == 0 ? "" : ",");
                write(type.branches[i]);
            }
            m_out += "]";
            return;
        default:
            m_out +=
                type.kind == AvroKind::Array ? R"({"type":"array","items":)" : R"({"type":"map","values":)";
            write(type.item);
            m_out += "}";
        }
    }

    const AvroSchema& m_schema;
    std::vector<bool> m_written;
    std::string m_out;
};

} // namespace

std::uint64_t avroFingerprint(const AvroSchema& schema) {
    static constexpr std::uint64_t kEmpty = 0xc15d213aa4d7a795ULL;
    static const std::array<std::uint64_t, 256> kTable = [] {
        std::array<std::uint64_t, 256> table{};
        for (std::uint64_t i = 0; i < table.size(); ++i) {
            std::uint64_t value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value >> 1U) ^ (kEmpty & (0 - (value & 1U)));
            table[i] = value;
        }
        return table;
    }();
    std::uint64_t print = kEmpty;
    for (const char c : CanonicalForm(schema).take())
        print = (print >> 8U) ^ kTable[(print ^ static_cast<unsigned char>(c)) & 0xFFU];
    return print;
}

} // namespace driftwood::decoder
