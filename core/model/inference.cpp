#include "model/inference.h"

#include <algorithm>

namespace driftwood::model {
namespace {

// Bounds the scratch memory for any batch; large enough to make a call's overhead negligible.
constexpr std::size_t kChunkRows = 1024;

} // namespace

Result<Inference> Inference::create(const TrainedModel& model) {
    if (Status consistent = checkConsistent(model); !consistent)
        return forward(consistent);
    auto predictor = model.learned.predictor();
    if (!predictor)
        return forward(predictor);
    return Inference(model, std::move(*predictor));
}

Inference::Inference(const TrainedModel& model, training::Predictor predictor)
    : m_model(&model)
    , m_predictor(std::move(predictor)) {}

Result<Outputs> Inference::run(const records::RecordBatch& rows, std::size_t begin, std::size_t end) {
    Outputs outputs;
    outputs.columns = outputColumns(*m_model);
    outputs.values.reserve((end - begin) * outputs.columns);
    if (rows.sharedSchema() != m_schema) {
        auto readers = m_model->features.bindInputs(rows.schema());
        if (!readers)
            return forward(readers);
        m_readers = std::move(*readers);
        m_schema = rows.sharedSchema();
    }
    while (begin < end) {
        const std::size_t stop = std::min(end, begin + kChunkRows);
        if (Status transformed = m_model->features.transform(m_readers, rows, begin, stop, m_inputs);
            !transformed)
            return forward(transformed);
        m_raw.resize(m_inputs.rows * static_cast<std::size_t>(m_model->learned.network().outputs()));
        if (Status computed = m_predictor.predict(m_inputs.values, m_inputs.rows, m_raw); !computed)
            return forward(computed);
        appendOutputs(*m_model, m_inputs, m_raw, outputs);
        begin = stop;
    }
    return outputs;
}

} // namespace driftwood::model
