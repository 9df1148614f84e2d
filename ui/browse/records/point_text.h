#pragma once

#include "browsing/read_request.h"

#include <QString>
#include <QTimeZone>
#include <optional>
#include <vector>

namespace driftwood::ui {

/// Where the user wants to go: an offset (in one partition or in each) or a time.
struct PointChoice {
    browsing::ReadPoint point;
    std::optional<PartitionId> partition;
    bool operator==(const PointChoice&) const = default;
};

/// Reads "4,301,118", "P2 @ 4301118", "2026-11-19 14:30", "14:30:05.120" (today), "2026-11-19T13:30:00Z" or
/// "1763559000000" (since 1970: milliseconds, micro- or nanoseconds depending on the size; seconds if the
/// digits have no separators). A time without a zone is taken in `zone`. Returns nothing for other text.
[[nodiscard]] std::optional<PointChoice> readPoint(const QString& text, const QTimeZone& zone);
/// States how the text was understood, as a sentence: "Offset 4,301,118 of each partition".
[[nodiscard]] QString describePoint(const PointChoice& choice, const QTimeZone& zone);
/// The short form a control shows: "offset 4,301,118", "11-19 14:30:00".
[[nodiscard]] QString shortPoint(const browsing::ReadPoint& point, const QTimeZone& zone);

/// Reads partitions as Kafka's tools write them: "0-2,5". Returns nothing if the text is no such list, and
/// all partitions for an empty text.
[[nodiscard]] std::optional<std::vector<PartitionId>> readPartitions(const QString& text);

} // namespace driftwood::ui
