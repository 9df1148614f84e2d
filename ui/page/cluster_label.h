#pragma once

#include "broker/profile/connection_profile.h"

#include <QString>

namespace driftwood::ui {

/// A cluster's label, for example "production", and how the window shows it.
struct ClusterLabel {
    QString text;            ///< "production"; empty: the profile has none
    QString colour;          ///< one of clusterColorNames()
    bool production = false; ///< marked more strongly; the user must confirm before anything is written
};
[[nodiscard]] ClusterLabel clusterLabel(const broker::ConnectionProfile& profile);

} // namespace driftwood::ui
