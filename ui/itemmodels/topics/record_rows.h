#pragma once

#include "browsing/record_scan.h"

#include <QtGlobal>
#include <optional>
#include <vector>

namespace driftwood::ui {

/// Records in display order: by timestamp, partition and offset, newest or oldest first. Holds references
/// into decoded blocks, so a row takes 24 bytes besides its values.
class RecordRows {
  public:
    struct Change {
        qint64 inFront = 0;   ///< number of rows inserted before the first
        bool between = false; ///< rows were inserted between others or removed, so row numbers have changed
    };

    void clear(bool newestFirst);
    /// Adds records, in any order.
    Change add(const std::vector<browsing::RecordRef>& records);
    /// Drops the oldest rows until at most `rows` are left. Only for newest first, where they are the last.
    void keepNewest(qint64 rows);

    /// Size of the keys and values of exactly these rows, as they are in the log.
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    [[nodiscard]] bool newestFirst() const { return m_newestFirst; }
    [[nodiscard]] qint64 size() const { return static_cast<qint64>(m_byTime.size()); }
    [[nodiscard]] const browsing::RecordRef& at(qint64 row) const {
        return m_byTime[static_cast<std::size_t>(m_newestFirst ? size() - 1 - row : row)];
    }
    [[nodiscard]] std::optional<qint64> find(const Position& position) const;
    /// The nearest row in a direction (+1: down) with the same key; nothing if there is none.
    [[nodiscard]] std::optional<qint64> sameKey(qint64 row, int direction) const;

  private:
    bool m_newestFirst = true;
    qint64 m_bytes = 0;
    std::vector<browsing::RecordRef> m_byTime; ///< oldest first
};

} // namespace driftwood::ui
