#pragma once

#include <span>

namespace driftwood::ui {

/// The sentences of core/broker and librdkafka about a connection, for error_sentences.cpp, with "%1" … for
/// variable parts.
[[nodiscard]] std::span<const char* const> brokerSentences();

} // namespace driftwood::ui
