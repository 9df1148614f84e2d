#include "ui/datasets/dataset_readings.h"

#include "ui/format/format.h"
#include "ui/page/job_link.h"

namespace driftwood::ui {

DatasetReadings::DatasetReadings(session::AppContext& app, QObject* parent)
    : QObject(parent)
    , m_app(app) {
    connect(&app.store, &session::Store::changed, this, &DatasetReadings::dropStoredRoles);
}

void DatasetReadings::dropStoredRoles() {
    std::erase_if(m_editedRoles, [this](const auto& edited) {
        const auto* kept = m_app.store.snapshot().dataset(edited.first.toStdString());
        return kept == nullptr || kept->roles.valueOrNone() == edited.second;
    });
}

session::DatasetJob* DatasetReadings::jobOf(const QString& name) const {
    const auto it = m_jobs.find(name);
    return it == m_jobs.end() ? nullptr : it->second.data();
}

bool DatasetReadings::isReading(const QString& name) const {
    const session::DatasetJob* job = jobOf(name);
    return job != nullptr && !job->over();
}

bool DatasetReadings::stop(const QString& name) {
    if (!isReading(name))
        return false;
    jobOf(name)->stop();
    return true;
}

/// From memory, or from the job that made the data set in this window.
profiling::DatasetProfilePtr DatasetReadings::profileOf(const Row& row) {
    const QString name = QString::fromStdString(row.manifest.name);
    if (const auto it = m_profiles.find(name); it != m_profiles.end())
        return it->second;
    const auto* made = m_app.jobs.newest<session::DatasetJob>([&](const session::DatasetJob& job) {
        return job.state() == tasks::Job::State::Finished && job.outcome() &&
               (*job.outcome())->manifest.name == row.manifest.name;
    });
    if (made == nullptr || (*made->outcome())->manifest.fingerprint != row.manifest.fingerprint)
        return nullptr;
    return m_profiles[name] = *made->outcome();
}

profiling::FieldRoles DatasetReadings::rolesOf(const Row& row,
                                               const profiling::DatasetProfile& profile) const {
    const auto edited = m_editedRoles.find(QString::fromStdString(row.manifest.name));
    return profiling::withKept(profile.suggested,
                               edited != m_editedRoles.end()
                                   ? edited->second
                                   : profiling::keptRoles(row.roles).value_or(features::KeptRoles()));
}

void DatasetReadings::read(const Row& row, bool verify) {
    const QString name = QString::fromStdString(row.manifest.name);
    auto connection = m_app.connection.connection();
    if (!connection || isReading(name))
        return;
    const QString title = verify ? tr("Verify %1").arg(name) : tr("Read %1").arg(name);
    auto* job = m_app.jobs.start(std::make_unique<session::DatasetJob>(
        title,
        [connection, manifest = row.manifest](const ProgressSink& report, const std::stop_token& stop) {
            return profiling::readDataset(*connection, manifest, report, stop);
        }));
    setJobLink(*job, Link::dataset(name));
    m_jobs[name] = job;
    connect(job, &tasks::Job::changed, this, [this, name] { Q_EMIT progressed(name); });
    connect(job, &tasks::Job::ended, this, [this, job, name, verify] { takeEnd(*job, name, verify); });
    Q_EMIT progressed(name);
}

void DatasetReadings::takeEnd(session::DatasetJob& job, const QString& name, bool verify) {
    Notice notice;
    if (job.state() == tasks::Job::State::Finished && job.outcome()) {
        m_profiles[name] = *job.outcome();
        notice.kind = Notice::Kind::Done;
        notice.title = tr("%1 matches its manifest").arg(name);
        notice.text = tr("%1 records were read again; all are byte for byte the same.")
                          .arg(formatCount((*job.outcome())->manifest.records()));
    } else if (job.state() == tasks::Job::State::Failed) {
        notice.kind = Notice::Kind::Error;
        notice.title = tr("%1 no longer matches its manifest").arg(name);
        notice.error = job.error();
    }
    if (verify && !notice.title.isEmpty())
        Q_EMIT noticed(notice);
    Q_EMIT ended(name);
}

void DatasetReadings::keepRoles(const QString& name, const profiling::FieldRoles& roles) {
    const features::KeptRoles kept = profiling::keptRoles(roles);
    m_editedRoles[name] = kept;
    m_app.store.change([name = name.toStdString(), kept](workspace::Workspace& workspace) {
        return workspace.setDatasetRoles(name, kept);
    });
}

void DatasetReadings::forget(const QString& name) { m_profiles.erase(name); }

} // namespace driftwood::ui
