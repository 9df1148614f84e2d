#pragma once

#include "dataset/field_statistics.h"
#include "records/column.h"
#include "records/schema.h"

#include <QString>
#include <string_view>

namespace driftwood::ui {

/// Bytes as one line of text: UTF-8 if valid, line ends and tabs as symbols, other control characters and
/// invalid bytes as "\x1F". At most `most` characters, then "…".
[[nodiscard]] QString lineOfBytes(std::string_view bytes, int most = 400);
/// A decoded value as a cell shows it: exact, integers with thousands separators; "" if it is missing.
[[nodiscard]] QString cellText(const records::Column& column, std::size_t row);
/// The same for a field that may count time in a unit that its schema states: whole numbers are then written
/// as a time, as exact as the unit ("2026-05-01 14:30:00.123456Z", "2026-05-01" for days, "14:30:00.123" for
/// a time of day). A number that is no time of the years 1 to 9999 stays a number.
[[nodiscard]] QString cellText(const records::Field& field, const records::Column& column, std::size_t row);
[[nodiscard]] bool isRightAligned(records::FieldType type);
/// The share of missing values of a field: "0.41 %"; "–" without rows.
[[nodiscard]] QString missingShare(const dataset::FieldStatistics& field);
/// A rate without its unit, as a narrow figure: "41.2", "1,204", "98.3 k"; "–" below 0.
[[nodiscard]] QString rateFigure(double perSecond);
/// "≈3.46 M", for several facts in one line.
[[nodiscard]] QString shortEstimate(qint64 count);

} // namespace driftwood::ui
