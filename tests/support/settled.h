#pragma once

#include <QCoreApplication>
#include <QEvent>

namespace driftwood::test {

/// Lets everything happen that is posted already: layouts, queued calls, deletions. A layout may post
/// another.
inline void settle() {
    for (int round = 0; round < 3; ++round) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

} // namespace driftwood::test
