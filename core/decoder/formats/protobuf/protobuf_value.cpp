#include "decoder/formats/protobuf/protobuf_value.h"

#include "decoder/formats/json/json_index.h"
#include "decoder/value_text.h"

#include <bit>
#include <cstdlib>

namespace driftwood::decoder {
namespace {

using records::FieldType;

constexpr std::int32_t kNanosPerSecond = 1'000'000'000;

std::uint64_t unzigzag(std::uint64_t bits) { return (bits >> 1U) ^ (0 - (bits & 1U)); }

std::uint64_t signExtended(std::uint64_t bits) {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(bits)));
}

} // namespace

WireType wireTypeOf(ProtobufKind kind) {
    switch (kind) {
    case ProtobufKind::Double:
    case ProtobufKind::Fixed64:
    case ProtobufKind::Sfixed64:
        return WireType::Fixed64;
    case ProtobufKind::Float:
    case ProtobufKind::Fixed32:
    case ProtobufKind::Sfixed32:
        return WireType::Fixed32;
    case ProtobufKind::String:
    case ProtobufKind::Bytes:
    case ProtobufKind::Message:
        return WireType::Bytes;
    case ProtobufKind::Group:
        return WireType::BeginGroup;
    default:
        return WireType::Varint;
    }
}

bool isPackable(ProtobufKind kind) { return kind < ProtobufKind::String; }

bool readProtobufScalar(ProtobufInput& input, ProtobufKind kind, ProtobufScalar& out) {
    std::uint32_t half = 0;
    switch (kind) {
    case ProtobufKind::Double:
    case ProtobufKind::Fixed64:
    case ProtobufKind::Sfixed64:
        return input.fixed64(out.bits);
    case ProtobufKind::Float:
    case ProtobufKind::Fixed32:
    case ProtobufKind::Sfixed32:
        if (!input.fixed32(half))
            return false;
        out.bits = kind == ProtobufKind::Sfixed32 ? signExtended(half) : half;
        return true;
    case ProtobufKind::String:
    case ProtobufKind::Bytes:
        return input.bytes(out.bytes);
    case ProtobufKind::Message:
    case ProtobufKind::Group:
        return input.fail("a message where a value is expected");
    default:
        break;
    }
    if (!input.varint(out.bits))
        return false;
    switch (kind) {
    case ProtobufKind::Int32:
    case ProtobufKind::Enum:
        out.bits = signExtended(out.bits);
        break;
    case ProtobufKind::Uint32:
        out.bits &= UINT32_MAX;
        break;
    case ProtobufKind::Sint32:
        out.bits = signExtended(unzigzag(out.bits & UINT32_MAX));
        break;
    case ProtobufKind::Sint64:
        out.bits = unzigzag(out.bits);
        break;
    case ProtobufKind::Bool:
        out.bits = out.bits != 0 ? 1 : 0;
        break;
    default:
        break;
    }
    return true;
}

FieldType protobufColumnType(const ProtobufSchema& schema, const ProtobufField& field) {
    if (field.isRepeated)
        return FieldType::Text;
    switch (field.kind) {
    case ProtobufKind::Double:
    case ProtobufKind::Float:
        return FieldType::Float64;
    case ProtobufKind::Bool:
        return FieldType::Bool;
    case ProtobufKind::Enum:
    case ProtobufKind::String:
    case ProtobufKind::Bytes:
        return FieldType::Text;
    case ProtobufKind::Message:
    case ProtobufKind::Group: {
        const ProtobufMessage& message = schema.messages[field.type];
        if (message.wellKnown == ProtobufWellKnown::Wrapper && !message.fields.empty())
            return protobufColumnType(schema, message.fields.front());
        return message.wellKnown == ProtobufWellKnown::Duration ? FieldType::Float64 : FieldType::Text;
    }
    default:
        return FieldType::Int64;
    }
}

records::Field protobufColumn(const ProtobufSchema& schema, std::string path, const ProtobufField& field) {
    records::Field out{std::move(path), protobufColumnType(schema, field)};
    if (field.isMessage() && !field.isRepeated &&
        schema.messages[field.type].wellKnown == ProtobufWellKnown::Timestamp)
        out.unit = TimeUnit::Nanoseconds;
    return out;
}

std::string protobufEnumText(const ProtobufEnum& type, std::int32_t value) {
    const auto name = type.names.find(value);
    return name == type.names.end() ? std::to_string(value) : name->second;
}

bool appendProtobufScalar(const ProtobufSchema& schema, const ProtobufField& field,
                          const ProtobufScalar& value, std::size_t column, ColumnRow& row) {
    switch (field.kind) {
    case ProtobufKind::Double:
        row.floating(column, std::bit_cast<double>(value.bits));
        return true;
    case ProtobufKind::Float:
        row.singleFloating(column, std::bit_cast<float>(static_cast<std::uint32_t>(value.bits)));
        return true;
    case ProtobufKind::Uint64:
    case ProtobufKind::Fixed64:
        row.unsignedInteger(column, value.bits);
        return true;
    case ProtobufKind::Bool:
        row.truth(column, value.bits != 0);
        return true;
    case ProtobufKind::Enum: {
        const auto number = static_cast<std::int32_t>(value.bits);
        if (row.typeOf(column) == FieldType::Text)
            row.text(column, protobufEnumText(schema.enums[field.type], number));
        else
            row.integer(column, number);
        return true;
    }
    case ProtobufKind::String:
        if (findInvalidUtf8(value.bytes) != std::string_view::npos)
            return false;
        row.text(column, value.bytes);
        return true;
    case ProtobufKind::Bytes:
        row.text(column, base64Text(value.bytes));
        return true;
    default:
        row.integer(column, static_cast<std::int64_t>(value.bits));
        return true;
    }
}

bool readProtobufTime(ProtobufInput& input, ProtobufTime& out) {
    while (!input.atEnd()) {
        std::uint32_t tag = 0;
        std::uint64_t value = 0;
        if (!input.tag(tag))
            return false;
        const bool isOurs = tag == 8 || tag == 16; // fields 1 and 2 as varints
        if (!(isOurs ? input.varint(value) : input.skip(tag, 0)))
            return false;
        if (tag == 8)
            out.seconds = static_cast<std::int64_t>(value);
        else if (tag == 16)
            out.nanos = static_cast<std::int32_t>(value);
    }
    return true;
}

std::string protobufInstantText(const ProtobufTime& time) { return instantText(time.seconds, time.nanos); }

std::string protobufDurationText(const ProtobufTime& time) {
    const bool isSound = time.nanos > -kNanosPerSecond && time.nanos < kNanosPerSecond &&
                         (time.seconds == 0 || time.nanos == 0 || (time.seconds < 0) == (time.nanos < 0)) &&
                         time.seconds != INT64_MIN;
    if (!isSound)
        return {};
    std::string out = time.seconds < 0 || time.nanos < 0 ? "-" : "";
    out += std::to_string(std::abs(time.seconds));
    std::int32_t rest = std::abs(time.nanos);
    if (rest != 0) {
        std::size_t digits = 9;
        for (; rest % 1000 == 0; rest /= 1000)
            digits -= 3;
        out += '.';
        appendPadded(out, rest, digits);
    }
    return out + 's';
}

} // namespace driftwood::decoder
