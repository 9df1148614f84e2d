#pragma once

#include "features/overtime/over_time.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace driftwood::features {

/// The values in a window, the newest first; missing ones are left out. What is computed of them depends on
/// them and their order alone.
struct WindowValues {
    std::span<const double> values;
    std::span<const double> ages; ///< of the values: how many records, or seconds, before this record
    double length = 0.0;          ///< of the window, in the same unit
};

/// The arguments of an operation.
enum class OverTimeShape : unsigned char {
    Window, ///< (FIELD,WINDOW)
    Then,   ///< (FIELD,RECORDS): a value now and one that many records ago
    Gap,    ///< (): the time since the previous record
    Pair,   ///< (FIELD,FIELD) of the same record
    Time,   ///< (FIELD): a time of the same record
};

/// A row of the table of operations. The function of its shape is set, and gives NaN where there is no value.
struct OverTimeKind {
    OverTimeOperation operation;
    std::string_view name;  ///< in files, names and on the command line
    std::string_view words; ///< for help: what it says
    OverTimeShape shape;
    double (*ofWindow)(const WindowValues& window) = nullptr;
    double (*ofThen)(double now, double then) = nullptr;
    double (*ofPair)(double first, double second) = nullptr;
    double (*ofTime)(std::int64_t us) = nullptr; ///< microseconds since 1970 UTC
};

[[nodiscard]] std::span<const OverTimeKind> overTimeKinds();
[[nodiscard]] const OverTimeKind& kindOf(OverTimeOperation operation);
[[nodiscard]] std::optional<OverTimeOperation> overTimeOperationFromName(std::string_view name);

} // namespace driftwood::features
