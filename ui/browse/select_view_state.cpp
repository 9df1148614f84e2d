// The part of SelectView that handles the state of its ranges: whether their records still exist, what
// reading them costs, and creating data sets from them.
#include "broker/range_sets.h"
#include "ui/browse/dataset_dialog.h"
#include "ui/browse/offsets_dialog.h"
#include "ui/browse/ranges_panel.h"
#include "ui/browse/select_view_private.h"
#include "ui/browse/statistics_panel.h"
#include "ui/format/format.h"
#include "ui/page/job_link.h"
#include "ui/widgets/segmented_control.h"

#include <QAction>
#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <algorithm>

namespace driftwood::ui {
namespace {

using session::ChosenRange;

/// How many of the ranges' offsets retention has removed, and where the first of them lies.
struct Expired {
    std::int64_t offsets = 0;
    broker::OffsetRange first{};
    Offset logBegin;
};

Expired expiredOf(const broker::TopicRanges& ranges, const session::TopicFacts& facts) {
    Expired out;
    for (const broker::OffsetRange& range : ranges.ranges) {
        const auto marks =
            std::ranges::find(facts.watermarks, range.partition, &broker::Watermarks::partition);
        if (marks == facts.watermarks.end() || marks->low <= range.begin)
            continue;
        if (out.offsets == 0) {
            out.first = range;
            out.logBegin = marks->low;
        }
        out.offsets += std::min(marks->low, range.end) - range.begin;
    }
    return out;
}

Result<dataset::Manifest> readManifest(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, "the file cannot be read: " + file.errorString().toStdString(),
                    path.toStdString());
    return dataset::manifestFromJson(file.readAll().toStdString(), path.toStdString());
}

} // namespace

void SelectView::Private::setTopic(const TopicName& name) {
    if (name == topic)
        return;
    typed.reset();
    topic = name;
    setBaseModel({});
    means.show({}, {}, {}, {});
    chooseOverlay();
    selection.setTopic(topic);
    inspector.inspect({topic, {}}, {topic, {}}, {topic, {}});
    timeline.show(topic, static_cast<browsing::TimelineSpan>(spans->currentData().toInt()));
    broker::TopicRanges whole{topic, {}};
    if (const session::TopicFacts* facts = context.app.connection.topic(topic))
        for (const broker::Watermarks& marks : facts->watermarks)
            whole.ranges.push_back({marks.partition, marks.low, marks.high});
    inspector.learn(whole);
    showState();
}

void SelectView::Private::setRanges(const broker::TopicRanges& chosen, const QString& baseModel) {
    setTopic(chosen.topic);
    setBaseModel(baseModel);
    if (chosen.span() > 0) {
        selection.clear();
        bringIntoView = true;
        selection.setOffsets({}, chosen);
    }
    showState();
}

void SelectView::Private::setBaseModel(const QString& id) {
    baseModelId = id;
    createAction->setText(id.isEmpty() ? tr("Create data set…") : tr("Create data set, train again…"));
    Q_EMIT q->headerChanged();
}

QStringList SelectView::Private::names() const {
    QStringList out;
    for (const ChosenRange& range : selection.ranges())
        if (!range.excluded)
            out.append(range.name);
    return out;
}

QStringList SelectView::Private::statusFacts() const {
    if (!timeline.ready() || !timeline.refined())
        return {};
    return {tr("timeline %1 buckets × %2 partitions in %3")
                .arg(formatCount(timeline.grid().buckets),
                     formatCount(static_cast<qint64>(timeline.counts().partitions.size())),
                     formatDuration(timeline.took()))};
}

bool SelectView::Private::stopWhatRuns() {
    if (session::DatasetJob* making = runningJob()) {
        making->stop();
        return true;
    }
    if (inspector.stage() != session::RangeInspector::Stage::Idle) {
        inspector.stop();
        return true;
    }
    if (means.busy() || timeline.busy()) {
        means.stop();
        timeline.stop();
        return true;
    }
    return false;
}

/// The names of ranges that still hold something after excluded stretches are removed.
QStringList SelectView::Private::readableNames() const {
    QStringList out = names();
    out.removeIf([this](const QString& name) { return selection.effective(std::vector{name}).span() == 0; });
    return out;
}

/// Computes statistics of the first range that holds anything, and compares the second one with it.
void SelectView::Private::inspect() {
    if (!selection.settled())
        return;
    const QStringList chosen = readableNames();
    const broker::TopicRanges gone = expired(); // expired records cannot be read; showState() reports them
    const auto of = [&](int index) {
        return chosen.size() > index ? broker::without(selection.effective(std::vector{chosen[index]}), gone)
                                     : broker::TopicRanges{topic, {}};
    };
    inspector.inspect(chosen.isEmpty() ? broker::TopicRanges{topic, {}}
                                       : broker::without(selection.effective(), gone),
                      of(0), of(1));
}

void SelectView::Private::showStatistics() {
    const QStringList all = names();
    const QStringList chosen = readableNames();
    const bool excluded = std::ranges::any_of(selection.ranges(), &ChosenRange::excluded);
    QString nothing;
    if (chosen.isEmpty() && !all.isEmpty() && selection.settled())
        nothing = excluded ? tr("Nothing is left of range %1: excluded stretches cover it").arg(all.first())
                           : tr("Range %1 holds no records").arg(all.first());
    statistics->show(inspector, chosen.value(0), chosen.value(1), nothing);
}

void SelectView::Private::showState() {
    const QStringList chosen = names();
    const broker::TopicRanges all = selection.effective();
    ranges->setCost(inspector, chosen.join(tr(" and ")));
    ranges->setJob(job);

    std::optional<Error> problem;
    QString action;
    const auto failed = std::ranges::find_if(
        selection.ranges(), [](const ChosenRange& range) { return range.error.has_value(); });
    if (failed != selection.ranges().end()) {
        problem = failed->error;
        action = tr("Look up again");
    }
    RichText life;
    RichText note;
    rangesExpired = false;
    const session::TopicFacts* facts = context.app.connection.topic(topic);
    if (facts != nullptr && !facts->watermarks.empty() && all.span() > 0) {
        const Expired gone = expiredOf(all, *facts);
        rangesExpired = gone.offsets > 0;
        if (rangesExpired) {
            problem = Error{
                ErrorCode::RangeGone,
                tr("The range is no longer whole: P%1 starts at offset %2 now, the range at %3. %4 records "
                   "have expired")
                    .arg(gone.first.partition.value)
                    .arg(formatCount(gone.logBegin.value), formatCount(gone.first.begin.value),
                         formatCount(gone.offsets))
                    .toStdString(),
                topic.value,
                {}};
            action = tr("Use what is left");
        } else if (!problem) {
            life = RichText(tr("%1   Order: timestamp, partition, offset"),
                            {plain(tr("Replayable: complete"), Token::Ok)});
            const auto first = std::ranges::min_element(selection.ranges(), {}, &ChosenRange::from);
            // `ahead` is valid only once the timeline is ready, which is checked below.
            const std::int64_t ahead = first->from - timeline.written().first;
            if (timeline.ready() && first->from.value > 0 && ahead > 0)
                note = RichText(tr("The log begins %1 before %2"),
                                {mono(formatDuration(std::chrono::milliseconds(ahead))), plain(first->name)});
        }
    }
    ranges->setNotes(life, note);
    ranges->setProblem(problem, action);

    const QString current = ranges->currentRange();
    const auto row = std::ranges::find(selection.ranges(), current, &ChosenRange::name);
    exclude->setEnabled(row != selection.ranges().end());
    exclude->setChecked(row != selection.ranges().end() && row->excluded);
    exclude->setToolTip(exclude->isEnabled() ? tr("Leave range %1 out of the others (X)").arg(current)
                                             : tr("Choose a range first"));
    add->setEnabled(timeline.ready());
    const bool making = runningJob() != nullptr;
    const QString why = making                 ? tr("A data set is being made")
                        : chosen.isEmpty()     ? tr("Choose a range first")
                        : !selection.settled() ? tr("Offsets are being looked up")
                        : rangesExpired        ? tr("Part of the range has expired")
                        : all.span() == 0 ? (std::ranges::any_of(selection.ranges(), &ChosenRange::excluded)
                                                 ? tr("Nothing is left of the ranges: excluded stretches "
                                                      "cover them")
                                                 : tr("The ranges hold no records"))
                                          : QString();
    const bool changed = createAction->isEnabled() != why.isEmpty();
    createAction->setEnabled(why.isEmpty());
    createAction->setToolTip(why);
    if (changed)
        Q_EMIT q->headerChanged();
}

broker::TopicRanges SelectView::Private::expired() const {
    broker::TopicRanges gone{topic, {}};
    if (const session::TopicFacts* facts = context.app.connection.topic(topic))
        for (const broker::Watermarks& marks : facts->watermarks)
            gone.ranges.push_back({marks.partition, Offset(0), marks.low});
    return gone;
}

void SelectView::Private::mendProblem() {
    if (!rangesExpired)
        return selection.retry();
    const broker::TopicRanges gone = expired();
    for (const ChosenRange& range : std::vector<ChosenRange>(selection.ranges()))
        if (const auto left = broker::without(range.offsets, gone); left != broker::united(range.offsets))
            selection.setOffsets(range.name, left);
}

void SelectView::Private::typeOffsets(const QString& name) {
    const session::TopicFacts* facts = context.app.connection.topic(topic);
    if (facts == nullptr || facts->watermarks.empty())
        return;
    const auto range = std::ranges::find(selection.ranges(), name, &ChosenRange::name);
    const QString used = range != selection.ranges().end() ? name : selection.nextName();
    auto* dialog = new OffsetsDialog({topic, facts->watermarks, context.preferences.zone()}, used,
                                     range != selection.ranges().end() ? &*range : nullptr, q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, used] {
        if (dialog->offsets())
            selection.setOffsets(used, *dialog->offsets());
        else
            selection.setTimes(used, dialog->times()->from, dialog->times()->to);
        ranges->setCurrentRange(used);
    });
    dialog->open();
}

void SelectView::Private::openManifest() {
    auto* dialog = new QFileDialog(q, tr("Open manifest"), {}, tr("Manifests (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        reading = context.app.background.run<Result<dataset::Manifest>>(
            [path](const std::stop_token&) { return readManifest(path); },
            [this](const Result<dataset::Manifest>& manifest) {
                if (manifest)
                    return Q_EMIT q->linkActivated(Link::select(manifest->ranges()));
                Notice notice;
                notice.kind = Notice::Kind::Error;
                notice.title = tr("The manifest could not be opened");
                notice.error = manifest.error();
                Q_EMIT q->noticed(notice);
            });
    });
    dialog->open();
}

void SelectView::Private::createDataset() {
    if (createAction->isEnabled())
        askForDataset(nullptr);
}

void SelectView::Private::askForDataset(const Error* refusal) {
    DatasetDialog::Offer offer;
    for (const auto& row : context.app.store.snapshot().datasets)
        offer.taken.append(QString::fromStdString(row.manifest.name));
    const ChosenRange& first = *std::ranges::find(selection.ranges(), false, &ChosenRange::excluded);
    QString base = QString::fromStdString(topic.value);
    if (first.from.value > 0) // ranges given by exact offsets have no times until their records were read
        base += QDateTime::fromMSecsSinceEpoch(first.from.value, context.preferences.zone())
                    .toString(QStringLiteral("-yyyy-MM-dd-HHmm"));
    offer.name = base;
    for (int number = 2; offer.taken.contains(offer.name); ++number)
        offer.name = QStringLiteral("%1-%2").arg(base).arg(number);
    offer.ranges = &selection;
    offer.decoder = inspector.decoder();
    auto* dialog = new DatasetDialog(offer, q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (typed)
        dialog->setTyped(*typed);
    if (refusal != nullptr)
        dialog->setRefusal(*refusal);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        typed = dialog->typed();
        startJob(dialog->request());
    });
    connect(dialog, &QDialog::rejected, this, [this] { typed.reset(); });
    dialog->open();
}

void SelectView::Private::startJob(const dataset::DatasetRequest& request) {
    auto connection = context.app.connection.connection();
    if (!connection)
        return;
    const QString title = tr("Data set %1").arg(QString::fromStdString(request.name));
    job = context.app.jobs.start(std::make_unique<session::DatasetJob>(
        title, [connection, request, folder = context.app.store.folder(),
                profile = context.app.connection.profile().name](const ProgressSink& report,
                                                                 const std::stop_token& stop) {
            return profiling::createDataset(*connection, folder, profile, request, report, stop);
        }));
    setJobLink(*job, Link::select({topic, {}}));
    connect(job, &tasks::Job::changed, this, [this] { ranges->setJob(job); });
    connect(job, &tasks::Job::ended, this, [this, ended = job.data()] { jobEnded(*ended); });
    showState();
}

session::DatasetJob* SelectView::Private::runningJob() const {
    session::DatasetJob* const newest = job.data();
    return newest != nullptr && !newest->over() ? newest : nullptr;
}

void SelectView::Private::jobEnded(const session::DatasetJob& ended) {
    showState();
    Notice notice;
    if (ended.state() == tasks::Job::State::Finished && ended.outcome()) {
        typed.reset();
        context.app.store.refresh();
        const QString name = QString::fromStdString((*ended.outcome())->manifest.name);
        const Link next = baseModelId.isEmpty() ? Link::dataset(name) : Link::newRun(name, baseModelId);
        if (q->isVisible()) {
            Q_EMIT q->linkActivated(next);
        } else { // if the user has gone to another page, show a notice instead of switching back
            notice.kind = Notice::Kind::Done;
            notice.title = tr("Data set %1 is made").arg(name);
            notice.link = next;
            notice.linkText = baseModelId.isEmpty() ? tr("Open") : tr("Train again");
            Q_EMIT q->noticed(notice);
        }
    } else if (ended.state() == tasks::Job::State::Failed && ended.error() && q->isVisible() &&
               createAction->isEnabled()) {
        askForDataset(&*ended.error());
    } else if (ended.state() == tasks::Job::State::Failed && ended.error()) {
        notice.kind = Notice::Kind::Error;
        notice.title = tr("%1 was not made").arg(ended.title());
        notice.error = ended.error();
        Q_EMIT q->noticed(notice);
    }
}

} // namespace driftwood::ui
