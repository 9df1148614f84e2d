#pragma once

#include "decoder/formats/tree/tree_sink.h"

#include <cstddef>
#include <string>

namespace driftwood::decoder {

/// Writes what it takes as JSON: NaN and infinities by these words, as JSON payloads may have them.
class JsonSink final : public TreeSink {
  public:
    /// Appends to `out`. `isPlain`: a text that is no part of anything is written without quotes.
    explicit JsonSink(std::string& out, bool isPlain = false)
        : m_out(&out)
        , m_isPlain(isPlain) {}

    /// Objects and arrays that have begun and not ended.
    [[nodiscard]] std::size_t depth() const { return m_depth; }

    void beginObject() override { begin('{'); }
    void name(std::string_view name) override;
    void endObject() override { end('}'); }
    void beginArray() override { begin('['); }
    void endArray() override { end(']'); }
    void null() override { word("null"); }
    void truth(bool value) override { word(value ? "true" : "false"); }
    void integer(std::int64_t value) override { word(std::to_string(value)); }
    void largeInteger(std::uint64_t value) override { word(std::to_string(value)); }
    void floating(double value) override;
    void singleFloating(float value) override;
    void text(std::string_view value) override;
    void decimal(std::string_view digits) override { word(digits); }

  private:
    void comma() {
        if (m_needsComma)
            *m_out += ',';
        m_needsComma = true;
    }
    void begin(char bracket);
    void end(char bracket);
    void word(std::string_view word) {
        comma();
        *m_out += word;
    }

    std::string* m_out;
    bool m_isPlain;
    bool m_needsComma = false;
    std::size_t m_depth = 0;
};

} // namespace driftwood::decoder
