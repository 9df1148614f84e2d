#pragma once

#include "session/dataset_job.h"

#include <QAbstractTableModel>

namespace driftwood::ui {

/// The fields of a data set: the role of each in training and its transform (both can be edited), and
/// statistics of its values.
class FieldRolesItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Field, Type, RoleOf, Transform, Null, Distinct, Mean, Std, Shape, ColumnCount };
    /// For a delegate that offers choices: a QStringList of the cell's possible values; empty if it is fixed.
    enum Role { ChoicesRole = Qt::UserRole + 1 };

    explicit FieldRolesItemModel(QObject* parent = nullptr);

    /// Null: the rows are unknown and the table is empty.
    void setProfile(const profiling::DatasetProfilePtr& profile, const profiling::FieldRoles& roles);
    [[nodiscard]] const profiling::FieldRoles& roles() const { return m_roles; }
    [[nodiscard]] const profiling::FieldProfile* profile(int row) const;
    [[nodiscard]] int used() const; ///< number of fields that are inputs or the label

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// EditRole takes the text of one of the choices.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

  Q_SIGNALS:
    void rolesEdited(); ///< the user changed one

  private:
    [[nodiscard]] QVariant text(int row, int column) const;
    [[nodiscard]] QStringList choices(int row, int column) const;

    profiling::DatasetProfilePtr m_profile;
    profiling::FieldRoles m_roles;
};

[[nodiscard]] QString roleText(profiling::FieldRole role); ///< "feature", "label", … in the window

} // namespace driftwood::ui
