#pragma once

#include "browsing/record_scan.h"

#include <QtGlobal>
#include <optional>
#include <vector>

namespace driftwood::ui {

/// Records in the order they are shown: by timestamp, partition and offset, newest or oldest first. Holds
/// references into decoded blocks, so a row costs 24 bytes beside its values.
class RecordRows {
  public:
    struct Change {
        qint64 inFront = 0;   ///< rows that came before the first
        bool between = false; ///< some came between others, or rows went: row numbers are others now
    };

    void clear(bool newestFirst);
    /// Takes further records, in any order.
    Change add(const std::vector<browsing::RecordRef>& records);
    /// Lets the oldest go until at most `rows` are left. Only for newest first, where they are the last.
    void keepNewest(qint64 rows);

    [[nodiscard]] bool newestFirst() const { return m_newestFirst; }
    [[nodiscard]] qint64 size() const { return static_cast<qint64>(m_byTime.size()); }
    [[nodiscard]] const browsing::RecordRef& at(qint64 row) const {
        return m_byTime[static_cast<std::size_t>(m_newestFirst ? size() - 1 - row : row)];
    }
    [[nodiscard]] std::optional<qint64> find(const Position& position) const;
    /// The nearest row in a direction (+1: down) with the same key; nothing where there is none.
    [[nodiscard]] std::optional<qint64> sameKey(qint64 row, int direction) const;

  private:
    bool m_newestFirst = true;
    std::vector<browsing::RecordRef> m_byTime; ///< oldest first
};

} // namespace driftwood::ui
