#include "ui/browse/ranges/dataset_making.h"

#include "ui/page/job_link.h"

#include <QDateTime>
#include <algorithm>

namespace driftwood::ui {
namespace {

using session::ChosenRange;

} // namespace

DatasetMaking::DatasetMaking(const PageContext& context, const session::RangeSelection& selection,
                             const session::RangeInspector& inspector, QWidget* parent)
    : QObject(parent)
    , m_context(context)
    , m_selection(selection)
    , m_inspector(inspector)
    , m_parent(parent) {}

void DatasetMaking::setBaseModel(const QString& id) { m_baseModelId = id; }
void DatasetMaking::forgetTyped() { m_typed.reset(); }

bool DatasetMaking::stop() {
    session::DatasetJob* const making = running();
    if (making != nullptr)
        making->stop();
    return making != nullptr;
}

void DatasetMaking::ask(const Error* refusal) {
    DatasetDialog::Offer offer;
    for (const auto& row : m_context.app.store.snapshot().datasets)
        offer.taken.append(QString::fromStdString(row.manifest.name));
    const ChosenRange& first = *std::ranges::find(m_selection.ranges(), false, &ChosenRange::excluded);
    QString base = QString::fromStdString(m_selection.topic().value);
    if (first.from.value > 0) // exact offsets have no times until their records were looked at
        base += QDateTime::fromMSecsSinceEpoch(first.from.value, m_context.preferences.zone())
                    .toString(QStringLiteral("-yyyy-MM-dd-HHmm"));
    offer.name = base;
    for (int number = 2; offer.taken.contains(offer.name); ++number)
        offer.name = QStringLiteral("%1-%2").arg(base).arg(number);
    offer.ranges = &m_selection;
    offer.decoder = m_inspector.decoder();
    auto* dialog = new DatasetDialog(offer, m_parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_typed)
        dialog->setTyped(*m_typed);
    if (refusal != nullptr)
        dialog->setRefusal(*refusal);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_typed = dialog->typed();
        start(dialog->request());
    });
    connect(dialog, &QDialog::rejected, this, [this] { m_typed.reset(); });
    dialog->open();
}

void DatasetMaking::start(const dataset::DatasetRequest& request) {
    auto connection = m_context.app.connection.connection();
    if (!connection)
        return;
    const QString title = tr("Data set %1").arg(QString::fromStdString(request.name));
    m_job = m_context.app.jobs.start(std::make_unique<session::DatasetJob>(
        title, [connection, request, folder = m_context.app.store.folder(),
                profile = m_context.app.connection.profile().name](const ProgressSink& report,
                                                                   const std::stop_token& stop) {
            return profiling::createDataset(*connection, folder, profile, request, report, stop);
        }));
    setJobLink(*m_job, Link::select({m_selection.topic(), {}})
                           .onCluster(m_context.app.connection.clusterId())
                           .onConnection(m_context.app.connection.profile().name));
    connect(m_job, &tasks::Job::changed, this, &DatasetMaking::progressed);
    connect(m_job, &tasks::Job::ended, this, [this, made = m_job.data()] { ended(*made); });
    Q_EMIT changed();
}

session::DatasetJob* DatasetMaking::running() const {
    session::DatasetJob* const newest = m_job.data();
    return newest != nullptr && !newest->over() ? newest : nullptr;
}

void DatasetMaking::ended(const session::DatasetJob& job) {
    Q_EMIT changed();
    Notice notice;
    if (job.state() == tasks::Job::State::Finished && job.outcome()) {
        m_typed.reset();
        m_context.app.store.refresh();
        const QString name = QString::fromStdString((*job.outcome())->manifest.name);
        const Link next = m_baseModelId.isEmpty() ? Link::dataset(name) : Link::newRun(name, m_baseModelId);
        if (m_parent->isVisible()) {
            Q_EMIT linkActivated(next);
        } else { // whoever has gone elsewhere is told, not fetched back
            notice.kind = Notice::Kind::Done;
            notice.title = tr("Data set %1 created").arg(name);
            notice.link = next;
            notice.linkText = m_baseModelId.isEmpty() ? tr("Open") : tr("Train again");
            Q_EMIT noticed(notice);
        }
    } else if (job.state() == tasks::Job::State::Failed && job.error() && m_parent->isVisible() &&
               m_possible) {
        ask(&*job.error());
    } else if (job.state() == tasks::Job::State::Failed && job.error()) {
        notice.kind = Notice::Kind::Error;
        notice.title = tr("%1 was not created").arg(job.title());
        notice.error = job.error();
        Q_EMIT noticed(notice);
    }
}

} // namespace driftwood::ui
