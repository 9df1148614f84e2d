#include "ui/start/profiles_item_model.h"

#include "ui/format/format.h"
#include "ui/page/cluster_label.h"
#include "ui/page/recent_connections.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/list_roles.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

using broker::ConnectionProfile;

QDateTime lastUse(const ConnectionProfile& profile) { return connectionLastUsed(qt(profile.name)); }

QString whenUsed(const ConnectionProfile& profile) {
    const QDateTime used = lastUse(profile);
    if (!used.isValid())
        return QStringLiteral("–");
    const QDateTime local = used.toLocalTime();
    const auto days = local.date().daysTo(QDate::currentDate());
    if (days == 0)
        return ProfilesItemModel::tr("today %1").arg(local.toString("HH:mm"));
    if (days == 1)
        return ProfilesItemModel::tr("yesterday");
    return formatDated(local, QStringLiteral("d MMM"));
}

} // namespace

ProfilesItemModel::ProfilesItemModel(QObject* parent)
    : ColumnTableModel(
          parent,
          {{.title = tr("Name"),
            .text = [](const ConnectionProfile& profile) { return qt(profile.name); },
            .style = TextStyle::Body,
            .roles = {{DotRole, [](const auto&) { return QVariant::fromValue(DotKind::Hollow); }},
                      {ClusterRole, [](const auto& profile) { return clusterLabel(profile).text.toUpper(); }},
                      {ClusterColorRole, [](const auto& profile) { return clusterLabel(profile).colour; }}}},
           {.title = tr("Bootstrap servers"),
            .text = [](const ConnectionProfile& profile) { return qt(profile.bootstrapServers); },
            .textIsTip = true},
           {.title = tr("Security"),
            .text = [](const auto& profile) { return qt(broker::securityName(profile.security)); },
            .style = TextStyle::Body},
           {.title = tr("Last used"), .text = whenUsed, .style = TextStyle::Body, .align = Qt::AlignRight}}) {
}

void ProfilesItemModel::setProfiles(std::vector<broker::ConnectionProfile> profiles) {
    std::ranges::stable_sort(profiles, std::ranges::greater{}, lastUse);
    reset(std::move(profiles));
}

} // namespace driftwood::ui
