#include "decoder/formats/tree/json_sink.h"

#include "decoder/value_text.h"

namespace driftwood::decoder {

void JsonSink::begin(char bracket) {
    comma();
    *m_out += bracket;
    m_needsComma = false;
    ++m_depth;
}

void JsonSink::end(char bracket) {
    *m_out += bracket;
    m_needsComma = true;
    --m_depth;
}

void JsonSink::name(std::string_view name) {
    comma();
    appendJsonText(*m_out, name);
    *m_out += ':';
    m_needsComma = false;
}

void JsonSink::floating(double value) { word(doubleText(value)); }
void JsonSink::singleFloating(float value) { word(floatText(value)); }

void JsonSink::text(std::string_view value) {
    if (m_isPlain && m_depth == 0) {
        *m_out += value;
        return;
    }
    comma();
    appendJsonText(*m_out, value);
}

} // namespace driftwood::decoder
