#pragma once

// QCustomPlot uses Qt's lower-case keywords, which this project disables. Only sources and headers under
// ui/charts/plot include this; no header that a page uses does.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef foreach
#undef emit
#undef slots
#undef signals
