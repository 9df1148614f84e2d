#pragma once

#include "broker/connection_profile.h"

#include <QString>

namespace driftwood::ui {

/// What a cluster is to its people, and how the window shows it.
struct ClusterLabel {
    QString text;            ///< "production"; empty: the profile has none
    QString colour;          ///< one of clusterColorNames()
    bool production = false; ///< marked more strongly, and asked about before anything is written
};
[[nodiscard]] ClusterLabel clusterLabel(const broker::ConnectionProfile& profile);

} // namespace driftwood::ui
