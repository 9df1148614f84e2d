#pragma once

#include "base/bounded_json.h"
#include "base/json_fields.h"
#include "base/result.h"

#include <nlohmann/json.hpp>
#include <string>

namespace driftwood::monitoring {

/// The version of every kind of history entry. Version 1 is written without its number, as before there were
/// versions.
inline constexpr int kHistoryVersion = 1;

/// Reads the JSON of a history entry with `read`; CorruptData if it throws because it expects other JSON,
/// Unsupported if it is of a newer version.
template <class Read>
[[nodiscard]] auto readHistoryJson(const std::string& text, const std::string& what, const std::string& where,
                                   const std::string& hint, Read read)
    -> Result<decltype(read(nlohmann::json()))> {
    try {
        const nlohmann::json value = parseBoundedJson(text);
        if (Status known = checkVersion(value, kHistoryVersion, where); !known)
            return tl::unexpected<Error>(known.error());
        return read(value);
    } catch (const nlohmann::json::exception& error) {
        return fail(ErrorCode::CorruptData, what + " cannot be read: " + error.what(), where, hint);
    }
}

} // namespace driftwood::monitoring
