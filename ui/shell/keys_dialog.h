#pragma once

#include "ui/shell/place.h"

class QWidget;

namespace driftwood::ui {

/// F1: what the page is for, where the manual is, and what every key does, by where it acts. Stays open
/// beside the window; once.
void showKeys(QWidget* window, Place place);

} // namespace driftwood::ui
