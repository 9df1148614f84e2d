#pragma once

#include "session/dataset_job.h"

#include <QTimeZone>
#include <QWidget>

class QStackedWidget;
class QTableView;

namespace driftwood::ui {

class EmptyState;
class ErrorCard;
class FieldRolesItemModel;
class RichLine;
class SplitHistogram;
class StageProgress;

/// The fields of a data set, the role of each in training, and the split on the histogram of its rows.
class FieldsView : public QWidget {
    Q_OBJECT

  public:
    explicit FieldsView(QWidget* parent = nullptr);

    void setManifest(const dataset::Manifest& manifest, const QTimeZone& zone);
    /// Null while the rows have not been read.
    void setProfile(const profiling::DatasetProfilePtr& profile, const profiling::FieldRoles& roles);
    /// Why the chosen roles cannot be read; they cannot be edited then. Empty: they can.
    void setRolesProblem(const QString& why);
    /// Shows the read that is running or why it ended; null: there has been none.
    void setJob(const tasks::Job* job);
    /// Explains why the rows are not read automatically; with `action` there is a button that reads them.
    void setUnread(const QString& why, const QString& action);

    [[nodiscard]] const FieldRolesItemModel& model() const { return *m_model; }
    [[nodiscard]] QTableView* table() const { return m_table; }

  Q_SIGNALS:
    void rolesEdited();
    void fieldChosen(int row); ///< -1: none
    void readRequested();
    void stopRequested();

  private:
    QWidget* makeTable();
    void showSplit();

    FieldRolesItemModel* m_model;
    RichLine* m_split;
    RichLine* m_rolesProblem;
    SplitHistogram* m_chart;
    QTableView* m_table = nullptr;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    ErrorCard* m_error;
    StageProgress* m_progress;
    dataset::Manifest m_manifest;
    QTimeZone m_zone = QTimeZone::utc();
    profiling::DatasetProfilePtr m_profile;
};

} // namespace driftwood::ui
