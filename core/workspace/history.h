#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::workspace {

/// One value of the data behind a monitor's charts, with its record time or another number that orders it.
template <class T>
struct HistoryEntry {
    std::int64_t atMs = 0; ///< identifies the entry among those of its monitor and kind
    T value;
};

/// A kind of such values: its name in the file, and the text that the file has for a value.
template <class T>
struct HistoryKind {
    const char* name;
    std::string (*toText)(const T& value);
    /// CorruptData, with `where`, if the text is no such value.
    Result<T> (*fromText)(const std::string& text, const std::string& where);
};

/// An entry of any kind as the file has it.
using HistoryText = HistoryEntry<std::string>;

} // namespace driftwood::workspace
