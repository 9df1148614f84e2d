#pragma once

// QCustomPlot writes Qt's lower-case keywords, which this project does not have. Only sources under
// ui/charts/plot, and headers there, include this; everything a page sees is free of it.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef foreach
#undef emit
#undef slots
#undef signals
