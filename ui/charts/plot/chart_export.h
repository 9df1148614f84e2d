#pragma once

#include "base/result.h"
#include "ui/charts/plot/track.h"

class QMenu;

namespace driftwood::ui {

class Chart;
class HorizontalAxis;

/// Adds "Export chart…" and "Copy picture".
void addExportActions(QMenu& menu, Chart& chart);

/// Writes one line per position at which any column has a point: x, then each column's value. A value is
/// empty if the column has none there or it is not finite. Numbers are the shortest that read back unchanged.
[[nodiscard]] Status writeCsv(const QString& path, const HorizontalAxis& axis,
                              const std::vector<CsvColumn>& columns);

} // namespace driftwood::ui
