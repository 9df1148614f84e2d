#pragma once

#include "broker/connection_profile.h"

#include <QAbstractTableModel>
#include <vector>

namespace driftwood::ui {

/// Saved connections: name with label, servers, security, last used; the one used last first.
class ProfilesItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Name, Servers, SecurityColumn, LastUsed, kColumns };
    using QAbstractTableModel::QAbstractTableModel;

    void setProfiles(std::vector<broker::ConnectionProfile> profiles);
    [[nodiscard]] const broker::ConnectionProfile& profile(int row) const { return m_profiles[row]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] QString text(const broker::ConnectionProfile& profile, int column) const;

    std::vector<broker::ConnectionProfile> m_profiles;
};

} // namespace driftwood::ui
