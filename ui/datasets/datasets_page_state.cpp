// The part of DatasetsPage that shows a data set and decides which actions are possible.
#include "ui/datasets/datasets_page.h"

#include "base/files.h"
#include "session/app_context.h"
#include "ui/datasets/dataset_facts.h"
#include "ui/datasets/fields_view.h"
#include "ui/format/format.h"
#include "ui/itemmodels/dataset_item_model.h"
#include "ui/itemmodels/field_roles_item_model.h"
#include "ui/itemmodels/manifest_item_models.h"
#include "ui/page/job_link.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/rich_line.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QListView>
#include <QPlainTextEdit>
#include <QSortFilterProxyModel>
#include <QStackedWidget>

namespace driftwood::ui {
namespace {

/// A data set with more records than this is read only on request.
constexpr std::int64_t kReadsByItself = 2'000'000;

std::int64_t payloadBytes(const dataset::Manifest& manifest) {
    std::int64_t bytes = 0;
    for (const auto& partition : manifest.partitions)
        bytes += partition.payloadBytes;
    return bytes;
}

Result<dataset::Manifest> readManifest(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, "the file cannot be read: " + file.errorString().toStdString(),
                    path.toStdString());
    return dataset::manifestFromJson(file.readAll().toStdString(), path.toStdString());
}

} // namespace

void DatasetsPage::takeStore() {
    std::erase_if(m_editedRoles, [this](const auto& edited) {
        const auto* kept = m_context.app.store.snapshot().dataset(edited.first.toStdString());
        return kept == nullptr || kept->rolesJson == edited.second;
    });
    m_model->setRows(m_context.app.store.snapshot().datasets);
    QString next = m_name;
    if (!m_wanted.isEmpty() && m_model->indexOf(m_wanted).isValid()) {
        next = m_wanted;
        m_wanted.clear();
    }
    QModelIndex index = m_model->indexOf(next);
    if (!index.isValid() && m_model->rowCount() > 0)
        index = m_model->index(0);
    m_list->setCurrentIndex(m_shown->mapFromSource(index));
    choose(index.data(DatasetItemModel::NameRole).toString());
    showStanding();
}

void DatasetsPage::choose(const QString& name) {
    const bool other = name != m_name;
    m_name = name;
    m_work->setCurrentIndex(name.isEmpty() ? 0 : 1);
    if (name.isEmpty())
        m_facts->setManifest(nullptr, {});
    showDataset();
    if (other) {
        Q_EMIT headerChanged();
        Q_EMIT statusChanged();
    }
}

void DatasetsPage::showDataset() {
    const Row* shown = row();
    const QTimeZone zone = m_context.preferences.zone();
    if (shown != nullptr) {
        m_ranges->setPartitions(shown->manifest.partitions, zone);
        const QString json = QString::fromStdString(dataset::toJson(shown->manifest));
        if (m_manifest->toPlainText() != json)
            m_manifest->setPlainText(json);
        m_fields->setManifest(shown->manifest, zone);
        m_tabs->setCount(QuarantineTab, shown->manifest.undecodable);
        m_facts->setManifest(&shown->manifest, zone);
        m_facts->setUsers(m_context.app.store.snapshot(), shown->manifest.name);
    }
    showRows();
    showStanding();
}

session::DatasetJob* DatasetsPage::jobOf(const QString& name) const {
    const auto it = m_reading.find(name);
    return it == m_reading.end() ? nullptr : it->second.data();
}

/// Returns the profile from memory, or from the job that created the data set in this window.
profiling::DatasetProfilePtr DatasetsPage::profileOf(const QString& name) {
    if (const auto it = m_profiles.find(name); it != m_profiles.end())
        return it->second;
    const auto* made = m_context.app.jobs.newest<session::DatasetJob>([&](const session::DatasetJob& job) {
        return job.state() == tasks::Job::State::Finished && job.outcome() &&
               QString::fromStdString((*job.outcome())->manifest.name) == name;
    });
    if (made == nullptr || row() == nullptr ||
        (*made->outcome())->manifest.fingerprint != row()->manifest.fingerprint)
        return nullptr;
    return m_profiles[name] = *made->outcome();
}

QString DatasetsPage::whyNotRead() const {
    if (row() == nullptr)
        return tr("No data set is chosen");
    if (!m_watch.isOfThisCluster(row()->manifest))
        return tr("Connect to the data set's cluster first");
    const auto* standing = m_watch.standing(m_name.toStdString());
    if (standing != nullptr && !standing->replayable)
        return tr("The log no longer has all of it");
    return {};
}

void DatasetsPage::showRows() {
    const Row* shown = row();
    if (shown == nullptr) {
        m_fields->setProfile(nullptr, {});
        return showActions();
    }
    const profiling::DatasetProfilePtr profile = profileOf(m_name);
    profiling::FieldRoles roles;
    if (profile) {
        roles = profile->suggested;
        const auto edited = m_editedRoles.find(m_name);
        const std::string& json = edited != m_editedRoles.end() ? edited->second : shown->rolesJson;
        if (!json.empty())
            if (auto kept = profiling::fieldRolesFromJson(json, roles))
                roles = std::move(*kept);
    }
    m_fields->setProfile(profile, roles);
    m_failures->setFailures(profile ? profile->failures : std::vector<decoder::DecodeFailure>());
    const std::int64_t undecodable = shown->manifest.undecodable;
    m_failuresNote->setRichText(
        undecodable == 0 ? RichText(tr("Every record of the range could be decoded."))
        : profile        ? RichText(tr("%1 of %2 records could not be decoded; %3 are listed."),
                                    {mono(formatCount(undecodable)), mono(formatCount(shown->manifest.records())),
                                     mono(formatCount(m_failures->rowCount()))})
                         : RichText(tr("%1 records could not be decoded; they are listed once "
                                              "the rows have been read."),
                                    {mono(formatCount(undecodable))}));
    const QString why = whyNotRead();
    const bool large = shown->manifest.records() > kReadsByItself;
    m_fields->setUnread(
        why.isEmpty()
            ? tr("Reading %1 records tells what the fields hold.").arg(formatCount(shown->manifest.records()))
            : why + QLatin1Char('.'),
        why.isEmpty() ? tr("Read the rows") : QString());
    if (!profile && jobOf(m_name) == nullptr && why.isEmpty() && !large && isVisible())
        return read(false);
    m_fields->setJob(jobOf(m_name));
    showActions();
}

void DatasetsPage::showStanding() {
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const QString name = m_model->index(i).data(DatasetItemModel::NameRole).toString();
        std::optional<DatasetItemModel::Standing> said;
        if (const auto* standing = m_watch.standing(name.toStdString()))
            said = {standing->replayable, standing->expiredShare(),
                    standing->problems.empty() ? QString()
                                               : QString::fromStdString(standing->problems.front())};
        m_model->setStanding(name, said);
    }
    if (const Row* shown = row())
        m_facts->setStanding(m_watch.standing(m_name.toStdString()),
                             !m_watch.isOfThisCluster(shown->manifest));
    showActions();
}

void DatasetsPage::showActions() {
    const QString why = whyNotRead();
    const auto* job = jobOf(m_name);
    const bool runs = job != nullptr && !job->over();
    m_verify->setEnabled(why.isEmpty() && !runs);
    m_verify->setToolTip(runs ? tr("It is being read") : why);
    m_train->setEnabled(why.isEmpty());
    m_train->setToolTip(why);
    m_export->setEnabled(row() != nullptr);
    if (const Row* shown = row()) {
        RichText facts(tr("%1 records"), {mono(formatCount(shown->manifest.records()))});
        facts.gap().add(mono(formatBytes(payloadBytes(shown->manifest))));
        if (m_profiles.contains(m_name))
            facts.gap().add(
                RichText(tr("%1 of %2 fields used"), {mono(formatCount(m_fields->model().used())),
                                                      mono(formatCount(m_fields->model().rowCount()))}));
        m_tabs->setFacts(facts);
    }
}

void DatasetsPage::read(bool verify) {
    const Row* shown = row();
    auto connection = m_context.app.connection.connection();
    if (shown == nullptr || !connection || (jobOf(m_name) != nullptr && !jobOf(m_name)->over()))
        return;
    const QString title = verify ? tr("Verify %1").arg(m_name) : tr("Read %1").arg(m_name);
    auto* job = m_context.app.jobs.start(std::make_unique<session::DatasetJob>(
        title,
        [connection, manifest = shown->manifest](const ProgressSink& report, const std::stop_token& stop) {
            return profiling::readDataset(*connection, manifest, report, stop);
        }));
    setJobLink(*job, Link::dataset(m_name));
    m_reading[m_name] = job;
    connect(job, &tasks::Job::changed, this, [this, name = m_name] {
        if (name == m_name)
            m_fields->setJob(jobOf(name));
    });
    connect(job, &tasks::Job::ended, this,
            [this, job, name = m_name, verify] { readEnded(job, name, verify); });
    m_fields->setJob(job);
    showActions();
}

void DatasetsPage::readEnded(session::DatasetJob* job, const QString& name, bool verify) {
    if (job->state() == tasks::Job::State::Finished && job->outcome()) {
        m_profiles[name] = *job->outcome();
        if (verify)
            say(Notice::Kind::Done, tr("%1 is what its manifest says").arg(name),
                tr("%1 records were read again; every one is byte for byte the same.")
                    .arg(formatCount((*job->outcome())->manifest.records())));
    } else if (job->state() == tasks::Job::State::Failed && verify) {
        say(Notice::Kind::Error, tr("%1 is no longer what its manifest says").arg(name), {}, job->error());
    }
    if (name != m_name)
        return;
    showRows();
    m_watch.checkNow();
}

void DatasetsPage::keepRoles() {
    const std::string json = profiling::toJson(m_fields->model().roles());
    m_editedRoles[m_name] = json;
    m_context.app.store.change([name = m_name.toStdString(), json](workspace::Workspace& workspace) {
        return workspace.setDatasetRoles(name, json);
    });
    showActions();
}

void DatasetsPage::exportManifest() {
    const Row* shown = row();
    if (shown == nullptr)
        return;
    auto* dialog = new QFileDialog(this, tr("Export manifest"), m_name + QStringLiteral(".json"),
                                   tr("Manifests (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, json = dataset::toJson(shown->manifest)](const QString& path) {
                m_file = m_context.app.background.run<Status>(
                    [path, json](const std::stop_token&) {
                        return writeFileAtomically(path.toStdString(), json);
                    },
                    [this, path](const Status& written) {
                        if (written)
                            say(Notice::Kind::Done, tr("Manifest written"), path);
                        else
                            say(Notice::Kind::Error, tr("The manifest could not be written"), {},
                                written.error());
                    });
            });
    dialog->open();
}

void DatasetsPage::importManifest() {
    auto* dialog = new QFileDialog(this, tr("Open manifest"), {}, tr("Manifests (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_file = m_context.app.background.run<Result<dataset::Manifest>>(
            [path](const std::stop_token&) { return readManifest(path); },
            [this](const Result<dataset::Manifest>& manifest) {
                if (manifest)
                    addManifest(*manifest);
                else
                    say(Notice::Kind::Error, tr("The manifest could not be opened"), {}, manifest.error());
            });
    });
    dialog->open();
}

void DatasetsPage::addManifest(const dataset::Manifest& manifest) {
    const QPointer<DatasetsPage> self(this);
    m_wanted = QString::fromStdString(manifest.name);
    m_context.app.store.change(
        [manifest, profile = m_context.app.connection.profile()](workspace::Workspace& workspace) {
            return workspace.addDataset(manifest, profile.name, profile.bootstrapServers);
        },
        [self](const Status& added) {
            if (!added && self)
                self->say(Notice::Kind::Error, tr("The manifest was not added"), {}, added.error());
        });
}

void DatasetsPage::askRemove() {
    if (row() == nullptr)
        return;
    ConfirmDialog::Question question;
    question.title = tr("Remove data set %1").arg(m_name);
    question.text = RichText(
        tr("Forgets which records it was made of. The records stay in the log, and models trained on "
           "it keep its manifest in their lineage; run and model lists go on naming it."));
    question.action = tr("Remove data set");
    auto* dialog = new ConfirmDialog(question, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, name = m_name] {
        m_profiles.erase(name);
        m_context.app.store.change([name = name.toStdString()](workspace::Workspace& workspace) {
            return workspace.removeDataset(name);
        });
    });
    dialog->open();
}

void DatasetsPage::say(Notice::Kind kind, const QString& title, const QString& text,
                       const std::optional<Error>& error) {
    Notice notice;
    notice.kind = kind;
    notice.title = title;
    notice.text = text;
    notice.error = error;
    Q_EMIT noticed(notice);
}

} // namespace driftwood::ui
