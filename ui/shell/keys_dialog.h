#pragma once

#include <QString>

class QWidget;

namespace driftwood::ui {

/// F1: the purpose of the page that is open (empty: none is), where the manual is, and what every key does,
/// by where it acts. The dialog stays open beside the window; there is only one.
void showKeys(QWidget* window, const QString& purpose);

} // namespace driftwood::ui
