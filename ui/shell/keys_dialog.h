#pragma once

class QWidget;

namespace driftwood::ui {

/// F1: what every key does, by where it acts. Stays open beside the window; once.
void showKeys(QWidget* window);

} // namespace driftwood::ui
