#pragma once

#include "session/dataset_job.h"
#include "ui/itemmodels/column_table_model.h"

namespace driftwood::ui {

struct FieldRoleRow {
    profiling::FieldChoice choice;
    const profiling::FieldProfile* profile = nullptr;
};

/// The fields of a data set: the role of each in training and its transform (both can be edited), and
/// statistics of its values.
class FieldRolesItemModel : public ColumnTableModel<FieldRoleRow> {
    Q_OBJECT

  public:
    enum Column { Field, Type, RoleOf, Transform, Null, Distinct, Mean, Std, Shape };

    explicit FieldRolesItemModel(QObject* parent = nullptr);

    /// Null: the rows are unknown and the table is empty.
    void setProfile(const profiling::DatasetProfilePtr& profile, const profiling::FieldRoles& roles);
    [[nodiscard]] const profiling::FieldRoles& roles() const { return m_roles; }
    [[nodiscard]] const profiling::FieldProfile* profile(int row) const;
    [[nodiscard]] int used() const; ///< number of fields that are inputs or the label

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// EditRole takes the text of one of the choices.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

  Q_SIGNALS:
    void rolesEdited(); ///< the user changed one

  private:
    [[nodiscard]] std::vector<FieldRoleRow> fieldRows() const;

    profiling::DatasetProfilePtr m_profile;
    profiling::FieldRoles m_roles;
};

[[nodiscard]] QString roleText(profiling::FieldRole role); ///< "feature", "label", … in the window

} // namespace driftwood::ui
