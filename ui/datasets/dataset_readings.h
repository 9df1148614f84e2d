#pragma once

#include "session/app_context.h"
#include "session/dataset_job.h"
#include "ui/page/page.h"

#include <QPointer>
#include <map>

namespace driftwood::ui {

/// The rows of data sets as far as this window has read them: profiles, the jobs that read, and the roles of
/// fields that the user has chosen. All by the data set's name.
class DatasetReadings : public QObject {
    Q_OBJECT

  public:
    using Row = workspace::Workspace::DatasetRow;

    explicit DatasetReadings(session::AppContext& app, QObject* parent = nullptr);

    /// Reads the rows and compares them with the manifest; nothing without a connection or while a job reads
    /// it. `verify` reports the result.
    void read(const Row& row, bool verify);
    /// The newest job that read it, also when it is over; null for none.
    [[nodiscard]] session::DatasetJob* jobOf(const QString& name) const;
    [[nodiscard]] bool isReading(const QString& name) const;
    /// Stops reading; false when nothing is read.
    bool stop(const QString& name);
    /// Null until it was read, or made, in this window.
    [[nodiscard]] profiling::DatasetProfilePtr profileOf(const Row& row);
    /// The roles of its fields: suggested by the profile, and changed by the user.
    [[nodiscard]] profiling::FieldRoles rolesOf(const Row& row,
                                                const profiling::DatasetProfile& profile) const;
    void keepRoles(const QString& name, const profiling::FieldRoles& roles);
    void forget(const QString& name);

  Q_SIGNALS:
    void progressed(const QString& name);
    void ended(const QString& name);
    void noticed(const driftwood::ui::Notice& notice);

  private:
    void takeEnd(session::DatasetJob& job, const QString& name, bool verify);
    void dropStoredRoles();

    session::AppContext& m_app;
    /// Chosen roles that the workspace does not have yet.
    std::map<QString, features::KeptRoles> m_editedRoles;
    std::map<QString, profiling::DatasetProfilePtr> m_profiles;
    std::map<QString, QPointer<session::DatasetJob>> m_jobs;
};

} // namespace driftwood::ui
