#include "evaluation/baseline_walk.h"
#include "features/categories.h"
#include "features/field_reader.h"
#include "profiling/label_check.h"
#include "runs/batch_lesson.h"
#include "runs/one_pass_lesson.h"
#include "runs/training_run.h"
#include "training/learners/learners.h"

// Makes a run's lesson, and opens the rows for it.

namespace driftwood::runs {
namespace {

/// Rows read at once where they are only looked at.
constexpr std::size_t kLookedAtOnce = 4096;

} // namespace

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

const model::TrainedModel* TrainingRun::parentLearnedFrom() const {
    return m_startedFrom == model::Lineage::kFromParent ? m_parent.get() : nullptr;
}

Result<std::unique_ptr<Lesson>> TrainingRun::batchLesson() {
    auto made = prepare(*m_data, m_request.features);
    if (!made)
        return forward(made);
    auto prepared = std::make_unique<PreparedData>(std::move(*made));
    const features::FittedFeatures& features = prepared->features;
    auto classRows =
        evaluation::classRowsOf(features, m_data->rows, static_cast<std::size_t>(m_data->trainRows));
    if (!classRows)
        return forward(classRows);
    if (auto s = namePositiveClass(features, *classRows); !s)
        return forward(s);
    prepared->positiveClass =
        training::positiveClass(features.classes(), {}, m_request.training.positiveClass);
    auto network = networkOf(*prepared);
    if (!network)
        return forward(network);
    auto engine = engineFactory()(
        *network, training::lossOf(m_request.training.task, static_cast<int>(features.classes().size())));
    if (!engine)
        return forward(engine);
    auto learner =
        training::BatchLearner::create(m_request.training, prepared->trainData(), prepared->validationData(),
                                       std::move(*engine), startFor(features, *network));
    if (!learner)
        return forward(learner);
    return std::make_unique<BatchLesson>(*m_data, std::move(prepared), std::move(*classRows),
                                         parentLearnedFrom(), std::move(*learner));
}

Result<std::unique_ptr<training::OnePassNetwork>>
TrainingRun::onePassNetwork(const records::RecordBatch& firstRows) {
    training::OnePassNetwork::Options options;
    options.makeEngine = engineFactory();
    const auto create = [&](const training::OnePassNetwork::Options& with) {
        return training::OnePassNetwork::create(m_request.training, m_request.features, firstRows, with);
    };
    if (m_parent == nullptr)
        return create(options);
    auto from = options;
    from.start = {m_parent->features, m_parent->learned.weights(), m_parent->lineage.dataset.rows};
    const bool sameNetwork = m_parent->task == m_request.training.task &&
                             m_parent->lineage.training.network == m_request.training.network;
    Result<std::unique_ptr<training::OnePassNetwork>> network =
        fail(ErrorCode::Mismatch, "its network is another", "network");
    if (sameNetwork)
        network = create(from);
    noteStart(network ? nullptr : &network.error());
    return network ? std::move(network) : create(options);
}

Result<std::unique_ptr<Lesson>> TrainingRun::onePassLesson(dataset::RowSource& rows) {
    const auto firstRows =
        rows.next(static_cast<std::size_t>(training::OnePassNetwork::Options().warmupRows), m_stop);
    if (!firstRows)
        return tl::unexpected<Error>(firstRows.error());
    if (Status again = rows.rewind(); !again)
        return forward(again);
    auto network = onePassNetwork(*firstRows);
    if (!network)
        return forward(network);
    return std::make_unique<OnePassLesson>(std::move(*network), rows, m_manifest, parentLearnedFrom(),
                                           m_stop);
}

Result<std::unique_ptr<Lesson>> TrainingRun::lessonOn(dataset::RowSource& rows) {
    switch (m_request.learner) {
    case training::LearnerKind::OnePass:
        return onePassLesson(rows);
    case training::LearnerKind::Batch:
        break;
    }
    return batchLesson();
}

} // namespace driftwood::runs
