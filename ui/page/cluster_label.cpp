#include "ui/page/cluster_label.h"

namespace driftwood::ui {

ClusterLabel clusterLabel(const broker::ConnectionProfile& profile) {
    ClusterLabel label;
    label.text = QString::fromStdString(profile.label);
    const QString word = label.text.toLower();
    label.production = word.startsWith(QLatin1String("prod"));
    label.colour = label.production                         ? QStringLiteral("production")
                   : word.startsWith(QLatin1String("stag")) ? QStringLiteral("staging")
                                                            : QStringLiteral("other");
    return label;
}

} // namespace driftwood::ui
