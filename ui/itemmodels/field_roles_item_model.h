#pragma once

#include "session/dataset_job.h"

#include <QAbstractTableModel>

namespace driftwood::ui {

/// The fields of a data set: what each is to training and how it goes in (both can be changed), and what its
/// values are like.
class FieldRolesItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Field, Type, RoleOf, Transform, Null, Distinct, Mean, Std, Shape, ColumnCount };
    /// For a delegate that offers a choice: QStringList of what the cell may hold; empty where it is fixed.
    enum Role { ChoicesRole = Qt::UserRole + 1 };

    explicit FieldRolesItemModel(QObject* parent = nullptr);

    /// Null: no rows are known, the table is empty.
    void setProfile(const profiling::DatasetProfilePtr& profile, const profiling::FieldRoles& roles);
    [[nodiscard]] const profiling::FieldRoles& roles() const { return m_roles; }
    [[nodiscard]] const profiling::FieldProfile* profile(int row) const;
    [[nodiscard]] int used() const; ///< fields that go in or are the label

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// EditRole with the text of one of the choices.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

  Q_SIGNALS:
    void rolesEdited(); ///< a person changed one

  private:
    [[nodiscard]] QVariant text(int row, int column) const;
    [[nodiscard]] QStringList choices(int row, int column) const;

    profiling::DatasetProfilePtr m_profile;
    profiling::FieldRoles m_roles;
};

/// "feature", "label", …; "standardise", "one-hot", …: what a person reads.
[[nodiscard]] QString roleText(profiling::FieldRole role);
[[nodiscard]] QString transformText(features::Transform transform);

} // namespace driftwood::ui
