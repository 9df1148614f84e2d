#pragma once

#include "base/bounded_json.h"
#include "base/result.h"

#include <nlohmann/json.hpp>
#include <string>

namespace driftwood::monitoring {

/// Reads the JSON of a history entry with `read`; CorruptData if it throws because it expects other JSON.
template <class Read>
[[nodiscard]] auto readHistoryJson(const std::string& text, const std::string& what, const std::string& where,
                                   const std::string& hint, Read read)
    -> Result<decltype(read(nlohmann::json()))> {
    try {
        return read(parseBoundedJson(text));
    } catch (const nlohmann::json::exception& error) {
        return fail(ErrorCode::CorruptData, what + " cannot be read: " + error.what(), where, hint);
    }
}

} // namespace driftwood::monitoring
