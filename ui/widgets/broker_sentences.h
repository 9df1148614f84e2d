#pragma once

#include <span>

namespace driftwood::ui {

/// What core/broker and librdkafka say of a connection, for error_sentences.cpp, with "%1" … for variable
/// parts.
[[nodiscard]] std::span<const char* const> brokerSentences();

} // namespace driftwood::ui
