#include "ui/start/profiles_item_model.h"

#include "ui/format/format.h"
#include "ui/page/cluster_label.h"
#include "ui/page/recent_connections.h"
#include "ui/theme/type.h"
#include "ui/widgets/list_roles.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

QString whenUsed(const QDateTime& used) {
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

void ProfilesItemModel::setProfiles(std::vector<broker::ConnectionProfile> profiles) {
    beginResetModel();
    m_profiles = std::move(profiles);
    std::ranges::stable_sort(m_profiles, [](const auto& a, const auto& b) {
        return connectionLastUsed(QString::fromStdString(a.name)) >
               connectionLastUsed(QString::fromStdString(b.name));
    });
    endResetModel();
}

int ProfilesItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_profiles.size());
}

int ProfilesItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString ProfilesItemModel::text(const broker::ConnectionProfile& profile, int column) const {
    switch (column) {
    case Name:
        return QString::fromStdString(profile.name);
    case Servers:
        return QString::fromStdString(profile.bootstrapServers);
    case SecurityColumn:
        return QString::fromUtf8(broker::securityName(profile.security).data());
    case LastUsed:
        return whenUsed(connectionLastUsed(QString::fromStdString(profile.name)));
    default:
        return {};
    }
}

QVariant ProfilesItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const broker::ConnectionProfile& profile = m_profiles[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(profile, index.column());
    case Qt::ToolTipRole:
        return index.column() == Servers ? QVariant(text(profile, Servers)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(index.column() == LastUsed ? Qt::AlignRight | Qt::AlignVCenter
                                                   : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole:
        return font(index.column() == Servers ? TextStyle::Value : TextStyle::Body);
    case DotRole:
        return index.column() == Name ? QVariant::fromValue(DotKind::Hollow) : QVariant();
    case ClusterRole:
        return index.column() == Name ? QVariant(clusterLabel(profile).text.toUpper()) : QVariant();
    case ClusterColorRole:
        return index.column() == Name ? QVariant(clusterLabel(profile).colour) : QVariant();
    default:
        return {};
    }
}

QVariant ProfilesItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section == LastUsed ? Qt::AlignRight | Qt::AlignVCenter
                                            : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Servers:
        return tr("Bootstrap servers");
    case SecurityColumn:
        return tr("Security");
    case LastUsed:
        return tr("Last used");
    default:
        return {};
    }
}

} // namespace driftwood::ui
