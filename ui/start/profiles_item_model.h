#pragma once

#include "broker/profile/connection_profile.h"
#include "ui/itemmodels/column_table_model.h"

namespace driftwood::ui {

/// Saved connections: name with label, servers, security, last used; the one used last first.
class ProfilesItemModel : public ColumnTableModel<broker::ConnectionProfile> {
    Q_OBJECT

  public:
    enum Column { Name, Servers, SecurityColumn, LastUsed };

    explicit ProfilesItemModel(QObject* parent = nullptr);

    void setProfiles(std::vector<broker::ConnectionProfile> profiles);
    [[nodiscard]] const broker::ConnectionProfile& profile(int row) const { return rowAt(row); }
};

} // namespace driftwood::ui
