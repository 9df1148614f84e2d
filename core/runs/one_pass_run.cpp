#include "runs/training_run.h"

#include "evaluation/baseline_walk.h"
#include "evaluation/familiar_rows.h"
#include "features/categories.h"
#include "features/field_reader.h"
#include "profiling/label_check.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>
#include <limits>

// A run that learns every row once, in the data set's order.

namespace driftwood::runs {
namespace {

/// Rows learned between two checks of the stop token and the clock.
constexpr std::size_t kChunk = 256;
/// Rows read at once where they are only looked at.
constexpr std::size_t kLookedAtOnce = 4096;

/// What is counted of the rows beside learning from them.
class RowsGoneBy {
  public:
    RowsGoneBy(const training::IncrementalTrainer& trainer, const records::Schema& schema,
               const model::TrainedModel* parent, std::int64_t most)
        : m_noChange(
              evaluation::BaselineWalk::create(trainer.features(), schema, std::nullopt, std::nullopt)) {
        if (m_noChange)
            m_noChange->expectAtMost(most);
        const features::FeatureSpec spec = trainer.features().spec();
        if (spec.labelKind == features::LabelKind::Category)
            m_label = features::FieldReader::bind(schema, spec.labelPath);
        if (parent != nullptr)
            m_ofParent.emplace(*parent);
    }

    void add(const records::RecordBatch& rows, std::int64_t beforeLearning) {
        if (m_noChange) {
            m_noChange->judgeAfter(beforeLearning);
            m_noChange->advance(rows, 0, rows.rows(), true);
        }
        if (m_label)
            m_classes.add(*m_label, rows, 0, rows.rows());
        if (m_ofParent)
            m_ofParent->add(rows);
    }
    void addNoChange(training::Evaluation& evaluation) const {
        if (m_noChange)
            evaluation::addNoChange(evaluation, m_noChange->baselines());
    }
    [[nodiscard]] std::vector<std::int64_t> classRows(const std::vector<std::string>& classes) const {
        std::vector<std::int64_t> rows;
        for (const std::string& name : classes)
            rows.push_back(m_classes.of(name));
        return rows;
    }
    [[nodiscard]] std::int64_t ofParent(const dataset::Manifest& records) const {
        return m_ofParent ? m_ofParent->in(records) : 0;
    }

  private:
    std::optional<evaluation::BaselineWalk> m_noChange;
    std::optional<features::FieldReader> m_label; ///< of a class
    features::CategoryCounts m_classes;
    std::optional<evaluation::RowsOfItsDataset> m_ofParent;
};

} // namespace

Result<std::unique_ptr<training::IncrementalTrainer>>
TrainingRun::makeOnePassTrainer(const records::RecordBatch& firstRows) {
    training::IncrementalTrainer::Options options;
    options.makeEngine = engineFactory();
    if (m_parent != nullptr) {
        auto from = options;
        from.start = {m_parent->features, m_parent->learned.weights(), m_parent->lineage.dataset.rows};
        const bool sameNetwork = m_parent->task == m_request.training.task &&
                                 m_parent->lineage.training.network == m_request.training.network;
        Result<std::unique_ptr<training::IncrementalTrainer>> trainer =
            fail(ErrorCode::Mismatch, "its network is another", "network");
        if (sameNetwork)
            trainer =
                training::IncrementalTrainer::create(m_request.training, m_request.features, firstRows, from);
        if (trainer) {
            noteStart(nullptr);
            return trainer;
        }
        noteStart(&trainer.error());
    }
    return training::IncrementalTrainer::create(m_request.training, m_request.features, firstRows, options);
}

Status TrainingRun::withRows(const std::vector<std::string>& fields, const dataset::UseRows& use) {
    if (!m_streams) {
        dataset::MemoryRows rows(m_data->rows, m_data->trainRows, m_data->validationBegin);
        return use(rows);
    }
    const auto read = dataset::streamDataset(m_connection, m_manifest, {.fields = fields}, use, {}, m_stop);
    return read ? Status() : Status(tl::unexpected<Error>(read.error()));
}

/// There is nothing to learn of a label that never changes.
Status TrainingRun::checkLabelVaries() {
    const std::string& path = m_request.features.labelPath;
    Status varies = profiling::checkLabelVaries(m_data->rows, m_data->rows.rows(), path);
    if (varies || !m_streams)
        return varies;
    bool found = false; // among the rows that were not looked at
    Status read = withRows({path}, [&](dataset::RowSource& rows) -> Status {
        const auto label = features::FieldReader::bind(*rows.schema(), path);
        features::CategoryCounts values;
        while (label && !found) {
            const auto batch = rows.next(kLookedAtOnce, m_stop);
            if (!batch)
                return tl::unexpected<Error>(batch.error());
            if (batch->empty())
                break;
            values.add(*label, *batch, 0, batch->rows());
            found = values.ranked().size() > 1;
        }
        return {};
    });
    return read && !found ? varies : read;
}

Result<std::optional<ModelParts>> TrainingRun::learnInOnePass(dataset::RowSource& rows) {
    const auto firstRows =
        rows.next(static_cast<std::size_t>(training::IncrementalTrainer::Options().warmupRows), m_stop);
    if (!firstRows)
        return tl::unexpected<Error>(firstRows.error());
    if (Status again = rows.rewind(); !again)
        return forward(again);
    auto created = makeOnePassTrainer(*firstRows);
    if (!created)
        return forward(created);
    training::IncrementalTrainer& trainer = **created;
    if (auto s = restore(trainer); !s)
        return forward(s);
    m_journal.row().engine = trainer.engineName();
    training::Network network = trainer.network();
    if (auto s = announce(setupOf(trainer), {}); !s)
        return forward(s);
    const bool learnsOn = m_startedFrom == model::Lineage::kFromParent;
    RowsGoneBy goneBy(trainer, *rows.schema(), learnsOn ? m_parent.get() : nullptr, m_manifest.rows);
    const records::RecordBatch none(rows.schema());
    const std::int64_t seen = trainer.rowsSeen(); // by the run that is resumed
    std::int64_t done = 0;
    if (seen > 0) {
        auto before = trainer.advance(none, 0, 0);
        if (!before)
            return forward(before);
        while (done < seen) {
            const auto batch =
                rows.next(std::min(static_cast<std::size_t>(seen - done), kLookedAtOnce), m_stop);
            if (!batch)
                return tl::unexpected<Error>(batch.error());
            if (batch->empty())
                break;
            goneBy.add(*batch, before->overall.counted().beforeLearning);
            done += static_cast<std::int64_t>(batch->rows());
        }
    }
    while (done < m_manifest.rows) {
        if (auto s = attend(trainer); !s)
            return forward(s);
        if (m_stop.stop_requested()) {
            if (auto s = checkpoint(trainer); !s)
                return forward(s);
            return std::optional<ModelParts>();
        }
        const auto batch = rows.next(kChunk, m_stop);
        if (!batch && batch.error().code == ErrorCode::Cancelled)
            continue; // stopped while it waited for rows
        if (!batch)
            return tl::unexpected<Error>(batch.error());
        if (batch->empty())
            break; // fewer than the manifest has: refused once all is read
        auto metrics = trainer.advance(*batch, 0, batch->rows());
        if (!metrics)
            return forward(metrics);
        goneBy.add(*batch, metrics->overall.counted().beforeLearning);
        done += static_cast<std::int64_t>(batch->rows());
        m_journal.row().steps = metrics->rows;
        TrainUpdate update{.progress = {"learning in log order", done, m_manifest.rows, "records", {}}};
        if (std::isfinite(metrics->loss)) {
            update.step = {metrics->rows, 1, metrics->loss, std::numeric_limits<double>::quiet_NaN(),
                           m_journal.seconds()};
            update.metrics.push_back({metrics->rows, "train/loss", metrics->loss});
        }
        update.metrics.push_back({metrics->rows, "train/seconds", m_journal.seconds()});
        goneBy.addNoChange(metrics->overall);
        for (const auto& [name, value] : metrics->overall.values)
            update.metrics.push_back({metrics->rows, "prequential/" + name, value});
        metrics->window.values.erase("no_change_accuracy"); // of the row before, whatever its key
        for (const auto& [name, value] : metrics->window.values)
            update.metrics.push_back({metrics->rows, "window/" + name, value});
        if (auto s = m_journal.report(std::move(update)); !s)
            return forward(s);
        if (!(trainer.network() == network)) { // a new class or category was added
            network = trainer.network();
            if (auto s = announce(setupOf(trainer), {}); !s)
                return forward(s);
        }
        if (auto s = checkpointIfDue(trainer); !s)
            return forward(s);
    }
    // If saving the model fails, resuming only needs to save it.
    if (auto s = checkpoint(trainer); !s)
        return forward(s);
    std::optional<ModelParts> parts(std::in_place);
    parts->features = trainer.features();
    parts->learned = {trainer.network(), trainer.parameters()};
    parts->steps = m_journal.row().steps;
    parts->incremental = true;
    // Advances by no row, so that a run resumed at its end has metrics too.
    auto all = trainer.advance(none, 0, 0);
    if (!all)
        return forward(all);
    parts->prequential = std::move(all->overall);
    parts->classRows = goneBy.classRows(parts->features.classes());
    parts->familiarRows = goneBy.ofParent(m_manifest);
    return parts;
}

Result<TrainOutcome> TrainingRun::trainInOnePass() {
    if (auto s = checkLabelVaries(); !s)
        return forward(s);
    std::vector<std::string> fields;
    for (const features::FeatureInput& input : m_request.features.inputs)
        fields.push_back(input.path);
    fields.push_back(m_request.features.labelPath);
    const std::string why = "end of the data set";
    std::optional<model::TrainedModel> model;
    bool isStopped = false;
    Status trained = withRows(fields, [&](dataset::RowSource& rows) -> Status {
        auto parts = learnInOnePass(rows);
        if (!parts)
            return forward(parts);
        isStopped = !*parts;
        if (isStopped)
            return {};
        if (auto s = namePositiveClass((*parts)->features, (*parts)->classRows); !s)
            return s;
        complete(**parts, why);
        if (Status again = rows.rewind(); !again)
            return again;
        auto assembled = assembleModel(std::move(**parts), m_manifest, rows, m_stop);
        if (!assembled)
            return forward(assembled);
        model.emplace(std::move(*assembled));
        return {};
    });
    if (isStopped) // the rest of the rows was not read
        return stopped();
    if (!trained)
        return forward(trained);
    return finish(std::move(*model), why);
}

} // namespace driftwood::runs
