#pragma once

#include "base/result.h"
#include "ui/charts/plot/track.h"

class QMenu;

namespace driftwood::ui {

class Chart;
class HorizontalAxis;

/// "Export chart…" and "Copy picture".
void addExportActions(QMenu& menu, Chart& chart);

/// One line per position at which any column has a point: x, then each column's value, empty where it has
/// none or it is not finite. Numbers are the shortest that read back as themselves.
[[nodiscard]] Status writeCsv(const QString& path, const HorizontalAxis& axis,
                              const std::vector<CsvColumn>& columns);

} // namespace driftwood::ui
