#pragma once

#include "ui/shell/place.h"

class QWidget;

namespace driftwood::ui {

/// F1: explains the page's purpose, where the manual is, and what every key does in which part. The dialog
/// stays open beside the window; there is only one.
void showKeys(QWidget* window, Place place);

} // namespace driftwood::ui
