#include "decoder/formats/protobuf/protobuf_json.h"

#include "decoder/formats/json/json_index.h"
#include "decoder/formats/protobuf/protobuf_value.h"
#include "decoder/value_text.h"

#include <bit>

namespace driftwood::decoder {

void ProtobufMapText::put(std::string key, std::string value) {
    m_bytes += key.size() + value.size();
    const auto [found, isNew] = m_indexOf.emplace(key, m_entries.size());
    if (isNew)
        m_entries.emplace_back(std::move(key), std::move(value));
    else
        m_entries[found->second].second = std::move(value);
}

void ProtobufMapText::appendTo(std::string& out) const {
    out += '{';
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        out += i > 0 ? "," : "";
        out.append(m_entries[i].first).append(":").append(m_entries[i].second);
    }
    out += '}';
}

void ProtobufMapText::clear() {
    m_entries.clear();
    m_indexOf.clear();
    m_bytes = 0;
}

bool ProtobufJson::take(std::size_t bytes, ProtobufInput& input) {
    if (bytes > m_left)
        return input.fail("its JSON is much larger than itself", FailureKind::TooLarge);
    m_left -= bytes;
    return true;
}

bool ProtobufJson::scalar(const ProtobufField& field, const ProtobufScalar& value, ProtobufInput& input,
                          std::string& out) {
    const std::size_t before = out.size();
    switch (field.kind) {
    case ProtobufKind::Double:
        out += doubleText(std::bit_cast<double>(value.bits));
        break;
    case ProtobufKind::Float:
        out += floatText(std::bit_cast<float>(static_cast<std::uint32_t>(value.bits)));
        break;
    case ProtobufKind::Uint64:
    case ProtobufKind::Fixed64:
        out += std::to_string(value.bits);
        break;
    case ProtobufKind::Bool:
        out += value.bits != 0 ? "true" : "false";
        break;
    case ProtobufKind::Enum: {
        const auto& names = m_schema.enums[field.type].names;
        const auto number = static_cast<std::int32_t>(value.bits);
        if (const auto name = names.find(number); name != names.end())
            appendJsonText(out, name->second);
        else
            out += std::to_string(number);
        break;
    }
    case ProtobufKind::String:
        if (findInvalidUtf8(value.bytes) != std::string_view::npos)
            return input.fail("a string that is not UTF-8");
        appendJsonText(out, value.bytes);
        break;
    case ProtobufKind::Bytes:
        appendJsonText(out, base64Text(value.bytes));
        break;
    default:
        out += std::to_string(static_cast<std::int64_t>(value.bits));
    }
    return take(out.size() - before, input);
}

bool ProtobufJson::meet(const ProtobufMessage& message, ProtobufInput& input, std::vector<Met>& met,
                        int depth) {
    std::size_t expected = 0; // fields mostly come in the order of their declaration
    while (!input.atEnd()) {
        Met one;
        if (!input.tag(one.tag))
            return false;
        const auto& fields = message.fields;
        const std::uint32_t number = one.tag >> 3U;
        if (expected >= fields.size() || fields[expected].number != number) {
            ++expected;
            if (expected >= fields.size() || fields[expected].number != number) {
                const ProtobufField* const found = message.field(number);
                expected = found == nullptr ? fields.size() : static_cast<std::size_t>(found - fields.data());
            }
        }
        const auto wire = static_cast<WireType>(one.tag & 7U);
        const bool isKnown = expected < fields.size();
        const bool isPacked = isKnown && fields[expected].isRepeated && isPackable(fields[expected].kind) &&
                              wire == WireType::Bytes;
        if (!isKnown || (wire != wireTypeOf(fields[expected].kind) && !isPacked)) {
            if (!input.skip(one.tag, depth))
                return false;
            continue;
        }
        one.field = expected;
        bool isRead = false;
        if (wire == WireType::BeginGroup)
            isRead = input.group(one.tag, one.value.bytes, depth);
        else if (wire == WireType::Bytes)
            isRead = input.bytes(one.value.bytes);
        else
            isRead = readProtobufScalar(input, fields[expected].kind, one.value);
        if (!isRead)
            return false;
        met.push_back(one);
    }
    return true;
}

bool ProtobufJson::inner(const ProtobufField& field, std::string_view bytes,
                         ProtobufInput& input, // NOLINT(misc-no-recursion)
                         std::string& out, int depth) {
    ProtobufInput part(bytes, input.begin());
    return message(field.type, part, out, depth) || input.failAs(part);
}

bool ProtobufJson::message(std::uint32_t type, ProtobufInput& input,
                           std::string& out, // NOLINT(misc-no-recursion)
                           int depth) {
    if (depth > kMostProtobufDepth)
        return input.fail("it is nested too deep", FailureKind::TooLarge);
    const ProtobufMessage& of = m_schema.messages[type];
    if (of.wellKnown != ProtobufWellKnown::None) {
        bool isDone = false;
        if (!wellKnown(of, input, out, depth, isDone))
            return false;
        if (isDone)
            return true;
    }
    std::vector<Met> met;
    return meet(of, input, met, depth) && fields(of, met, input, out, depth);
}

bool ProtobufJson::wellKnown(const ProtobufMessage& of, ProtobufInput& input,
                             std::string& out, // NOLINT(misc-no-recursion)
                             int depth, bool& isDone) {
    ProtobufInput again = input;
    switch (of.wellKnown) {
    case ProtobufWellKnown::Timestamp:
    case ProtobufWellKnown::Duration: {
        ProtobufTime time;
        if (!readProtobufTime(again, time))
            return input.failAs(again);
        const std::string text = of.wellKnown == ProtobufWellKnown::Timestamp ? protobufInstantText(time)
                                                                              : protobufDurationText(time);
        isDone = !text.empty();
        if (isDone)
            appendJsonText(out, text);
        return take(text.size(), input);
    }
    case ProtobufWellKnown::Wrapper:
    case ProtobufWellKnown::Struct:
    case ProtobufWellKnown::Value:
    case ProtobufWellKnown::ListValue: {
        std::vector<Met> met;
        if (!meet(of, again, met, depth))
            return input.failAs(again);
        isDone = true;
        if (of.wellKnown == ProtobufWellKnown::Value) { // one of several kinds
            if (met.empty() || of.fields[met.back().field].kind == ProtobufKind::Enum) {
                out += "null";
                return take(4, input);
            }
            return single(of.fields[met.back().field], met.end() - 1, met.end(), input, out, depth);
        }
        if (of.fields.empty())
            return input.fail("a message of google.protobuf without its fields");
        const ProtobufField& only = of.fields.front();
        if (of.wellKnown != ProtobufWellKnown::Wrapper)
            return repeated(only, met.begin(), met.end(), input, out, depth);
        return met.empty() ? scalar(only, only.defaultValue(), input, out)
                           : single(only, met.begin(), met.end(), input, out, depth);
    }
    case ProtobufWellKnown::None:
        break;
    }
    return true;
}

bool ProtobufJson::fields(const ProtobufMessage& of, const std::vector<Met>& met,
                          ProtobufInput& input, // NOLINT(misc-no-recursion)
                          std::string& out, int depth) {
    std::vector<std::size_t> setOf(static_cast<std::size_t>(of.oneofs),
                                   of.fields.size()); // the last one counts
    for (const Met& one : met)
        if (const std::int32_t oneof = of.fields[one.field].oneof; oneof >= 0)
            setOf[static_cast<std::size_t>(oneof)] = one.field;
    std::vector<Met> sorted = met;
    std::ranges::stable_sort(sorted, {}, &Met::field);
    auto first = sorted.cbegin();
    bool isFirst = true;
    out += '{';
    for (std::size_t i = 0; i < of.fields.size(); ++i) {
        const ProtobufField& field = of.fields[i];
        auto last = first;
        while (last != sorted.cend() && last->field == i)
            ++last;
        const bool isThere =
            first != last && (field.oneof < 0 || setOf[static_cast<std::size_t>(field.oneof)] == i);
        if (isThere || field.isRepeated || field.hasDefault) {
            if (!take(field.name.size() + 4, input))
                return false;
            out += isFirst ? "\"" : ",\"";
            isFirst = false;
            out.append(field.name).append("\":");
            const bool isWritten = field.isRepeated ? repeated(field, first, last, input, out, depth)
                                   : isThere        ? single(field, first, last, input, out, depth)
                                                    : scalar(field, field.defaultValue(), input, out);
            if (!isWritten)
                return false;
        }
        first = last;
    }
    out += '}';
    return true;
}

bool ProtobufJson::repeated(const ProtobufField& field,
                            std::vector<Met>::const_iterator first, // NOLINT(misc-no-recursion)
                            std::vector<Met>::const_iterator last, ProtobufInput& input, std::string& out,
                            int depth) {
    if (field.isMap) {
        ProtobufMapText entries;
        for (; first != last; ++first)
            if (!mapEntry(field, first->value.bytes, input, entries, depth))
                return false;
        entries.appendTo(out);
        return true;
    }
    std::string list;
    for (; first != last; ++first) {
        const bool isPacked =
            isPackable(field.kind) && static_cast<WireType>(first->tag & 7U) == WireType::Bytes;
        if (isPacked) {
            if (!packed(field, first->value.bytes, input, list))
                return false;
            continue;
        }
        list += list.empty() ? "" : ",";
        if (!(field.isMessage() ? inner(field, first->value.bytes, input, list, depth + 1)
                                : scalar(field, first->value, input, list)))
            return false;
    }
    out.append("[").append(list).append("]");
    return true;
}

bool ProtobufJson::single(const ProtobufField& field,
                          std::vector<Met>::const_iterator first, // NOLINT(misc-no-recursion)
                          std::vector<Met>::const_iterator last, ProtobufInput& input, std::string& out,
                          int depth) {
    if (!field.isMessage())
        return scalar(field, (last - 1)->value, input, out);
    if (last - first == 1)
        return inner(field, first->value.bytes, input, out, depth + 1);
    std::string merged; // the parts of one message after each other are that message
    for (; first != last; ++first)
        merged += first->value.bytes;
    ProtobufInput part(merged);
    return message(field.type, part, out, depth + 1) || input.fail(part.problem(), part.kind());
}

bool ProtobufJson::items(const ProtobufField& field, std::uint32_t tag, ProtobufInput& input,
                         std::string& out, int depth) {
    const auto wire = static_cast<WireType>(tag & 7U);
    std::string_view bytes;
    if (field.isMessage()) {
        if (!(wire == WireType::BeginGroup ? input.group(tag, bytes, depth) : input.bytes(bytes)))
            return false;
        out += out.empty() ? "" : ",";
        return inner(field, bytes, input, out, depth + 1);
    }
    if (!isPackable(field.kind) || wire != WireType::Bytes) {
        ProtobufScalar value;
        out += out.empty() ? "" : ",";
        return readProtobufScalar(input, field.kind, value) && scalar(field, value, input, out);
    }
    return input.bytes(bytes) && packed(field, bytes, input, out);
}

bool ProtobufJson::packed(const ProtobufField& field, std::string_view bytes, ProtobufInput& input,
                          std::string& out) {
    ProtobufInput values(bytes, input.begin());
    while (!values.atEnd()) {
        ProtobufScalar value;
        out += out.empty() ? "" : ",";
        if (!readProtobufScalar(values, field.kind, value) || !scalar(field, value, values, out))
            return input.failAs(values);
    }
    return true;
}

bool ProtobufJson::mapEntry(const ProtobufField& field, std::string_view entry,
                            ProtobufInput& input, // NOLINT(misc-no-recursion)
                            ProtobufMapText& out, int depth) {
    const ProtobufMessage& of = m_schema.messages[field.type];
    std::vector<Met> met;
    ProtobufInput part(entry, input.begin());
    if (!meet(of, part, met, depth))
        return input.failAs(part);
    const ProtobufField* const keyField = of.field(1);
    const ProtobufField* const valueField = of.field(2);
    if (keyField == nullptr || valueField == nullptr || keyField->isMessage())
        return input.fail("a map with invalid entries");
    const auto lastOf = [&](const ProtobufField* which) {
        const auto index = static_cast<std::size_t>(which - of.fields.data());
        const auto found =
            std::find_if(met.rbegin(), met.rend(), [&](const Met& one) { return one.field == index; });
        return found == met.rend() ? met.end() : found.base() - 1;
    };
    std::string key;
    const auto keyMet = lastOf(keyField);
    if (!scalar(*keyField, keyMet == met.end() ? keyField->defaultValue() : keyMet->value, input, key))
        return false;
    if (!key.starts_with('"'))
        key = '"' + key + '"';
    std::string value;
    const auto valueMet = lastOf(valueField);
    const std::string_view bytes = valueMet == met.end() ? std::string_view() : valueMet->value.bytes;
    const bool isWritten =
        valueField->isMessage()
            ? inner(*valueField, bytes, input, value, depth + 1)
            : scalar(*valueField, valueMet == met.end() ? valueField->defaultValue() : valueMet->value, input,
                     value);
    if (!isWritten)
        return false;
    out.put(std::move(key), std::move(value));
    return true;
}

} // namespace driftwood::decoder
