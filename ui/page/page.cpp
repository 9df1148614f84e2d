#include "ui/page/page.h"

#include <QAction>
#include <QVariant>

namespace driftwood::ui {
namespace {

constexpr auto kPrimaryProperty = "primary";

} // namespace

void makePrimary(QAction* action) { action->setProperty(kPrimaryProperty, true); }

bool isPrimary(const QAction* action) { return action->property(kPrimaryProperty).toBool(); }

} // namespace driftwood::ui
