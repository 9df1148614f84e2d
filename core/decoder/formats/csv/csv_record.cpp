#include "decoder/formats/csv/csv_record.h"

#include "decoder/field_limits.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

/// The payload without a single trailing line end, which a producer may have left on it.
std::string_view withoutLineEnd(std::string_view payload) {
    if (payload.ends_with('\n'))
        payload.remove_suffix(1);
    if (payload.ends_with('\r'))
        payload.remove_suffix(1);
    return payload;
}

} // namespace

std::size_t findControlCharacter(std::string_view payload, char delimiter) {
    const auto isControl = [delimiter](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != delimiter;
    };
    const auto found = std::ranges::find_if(payload, isControl);
    return found == payload.end() ? std::string_view::npos
                                  : static_cast<std::size_t>(found - payload.begin());
}

bool CsvRecord::fail(const char* what, std::size_t at) {
    m_problem = std::string(what) + " at byte " + std::to_string(at);
    return false;
}

bool CsvRecord::parse(std::string_view payload, char delimiter) {
    m_fields.clear();
    m_unquoted.clear();
    payload = withoutLineEnd(payload);
    const char stops[] = {delimiter, '\n', '\r'};
    std::size_t at = 0;
    while (true) {
        if (m_fields.size() == kMostCsvColumns)
            return fail("more columns than a record can have", at);
        if (at < payload.size() && payload[at] == '"') {
            if (!quotedField(payload, at))
                return false;
        } else {
            const std::size_t begin = at;
            at = std::min(payload.find_first_of(std::string_view(stops, 3), at), payload.size());
            m_fields.push_back({payload.substr(begin, at - begin)});
        }
        if (at == payload.size())
            return true;
        if (payload[at] != delimiter)
            return fail(payload[at] == '\n' || payload[at] == '\r' ? "more than one line: the record ends"
                                                                   : "something follows a closing quote",
                        at);
        ++at;
    }
}

bool CsvRecord::quotedField(std::string_view payload, std::size_t& at) {
    const std::size_t open = at++;
    Field field;
    field.unquotedBegin = m_unquoted.size();
    while (true) {
        const std::size_t quote = payload.find('"', at);
        if (quote == std::string_view::npos)
            return fail("unclosed quote", open);
        const bool doubled = quote + 1 < payload.size() && payload[quote + 1] == '"';
        if (!doubled && !field.rewritten) {
            field.plain = payload.substr(open + 1, quote - open - 1);
            at = quote + 1;
            break;
        }
        m_unquoted.append(payload.substr(at, quote - at + (doubled ? 1 : 0)));
        field.rewritten = true;
        at = quote + (doubled ? 2 : 1);
        if (!doubled)
            break;
    }
    field.unquotedSize = m_unquoted.size() - field.unquotedBegin;
    m_fields.push_back(field);
    return true;
}

std::string_view CsvRecord::field(std::size_t index) const {
    const Field& field = m_fields[index];
    return field.rewritten ? std::string_view(m_unquoted).substr(field.unquotedBegin, field.unquotedSize)
                           : field.plain;
}

} // namespace driftwood::decoder
