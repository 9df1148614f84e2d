// Restoring a checkpoint with changed weights, counters, labels or statistics either fails and changes
// nothing, or succeeds and the run continues without memory errors. The input selects the kind of run and the
// changes to a valid checkpoint of it: random bytes would hardly ever be a checkpoint.

#include "features/fitted_features.h"
#include "support/sample_model.h"
#include "training/checkpoint_file.h"
#include "training/learners/one_pass_network.h"
#include "training/safetensors.h"
#include "unit/training/prepared_data.h"

#include <QTemporaryDir>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

using namespace driftwood;
using namespace driftwood::training;

namespace {

constexpr std::size_t kRows = 60;
constexpr std::size_t kRowsBefore = 25; ///< with batches of four, one row is then pending

const std::filesystem::path& scratch() {
    static const QTemporaryDir folder;
    static const std::filesystem::path path = folder.filePath("checkpoint.safetensors").toStdString();
    return path;
}

TrainingSpec specOf(Task task) {
    TrainingSpec spec;
    spec.task = task;
    spec.network = {
        task == Task::AnomalyDetection ? NetworkKind::Autoencoder : NetworkKind::Mlp, {3}, Activation::Relu};
    spec.batchSize = 4;
    spec.epochs = 3;
    return spec;
}

/// Reads values from the input; zeros when it is used up.
class Changes {
  public:
    Changes(const std::uint8_t* data, std::size_t size)
        : m_data(data)
        , m_size(size) {}
    [[nodiscard]] bool more() const { return m_at < m_size; }
    std::uint8_t byte() { return more() ? m_data[m_at++] : 0; }
    std::size_t below(std::size_t end) {
        const std::size_t low = byte();
        const std::size_t high = byte();
        return end == 0 ? 0 : (low | high << 8U) % end;
    }

  private:
    const std::uint8_t* m_data;
    std::size_t m_size;
    std::size_t m_at = 0;
};

void change(std::string& bytes, Changes& changes) {
    const std::size_t at = changes.below(bytes.size());
    for (std::size_t count = changes.below(9); count > 0 && at + count <= bytes.size(); --count)
        bytes[at + count - 1] = static_cast<char>(changes.byte());
}

void change(TensorFile& file, Changes& changes) {
    Tensor& tensor =
        std::next(file.tensors.begin(), static_cast<std::ptrdiff_t>(changes.below(file.tensors.size())))
            ->second;
    switch (changes.byte() % 4) {
    case 0: { // another number of elements, in one dimension like all tensors of a checkpoint
        const std::size_t width = tensor.type == Tensor::Type::F32 ? 4 : 8;
        const std::size_t elements = changes.below(64);
        tensor.shape = {static_cast<std::int64_t>(elements)};
        tensor.bytes.resize(elements * width, '\0');
        break;
    }
    case 1:
        if (const auto features = file.metadata.find("features"); features != file.metadata.end())
            change(features->second, changes);
        break;
    default:
        change(tensor.bytes, changes);
    }
}

/// The checkpoint that a trainer writes.
TensorFile checkpointOf(const auto& trainer) {
    if (!trainer.save(scratch()))
        std::abort();
    return readSafetensors(scratch()).value();
}

/// Restores the changed checkpoint into a new trainer; on failure the trainer must be unchanged.
void offer(auto& trainer, TensorFile file, Changes& changes) {
    while (changes.more())
        change(file, changes);
    file.metadata[kChecksum] = checksumOf(file); // otherwise every change would fail the checksum
    std::ofstream(scratch(), std::ios::binary | std::ios::trunc) << encodeSafetensors(file);
    const auto before = trainer.parameters();
    if (!trainer.restore(scratch()) && trainer.parameters() != before)
        std::abort();
}

void inBatches(Changes& changes) {
    static const auto data = test::exclusiveOr(kRows, 1);
    const auto create = [] {
        return BatchLearner::create(specOf(Task::Classification), data.view(), data.view()).value();
    };
    static const TensorFile saved = [&] {
        const auto trainer = create();
        test::runTo(*trainer, 20); // in the second epoch
        return checkpointOf(*trainer);
    }();
    const auto trainer = create();
    offer(*trainer, saved, changes);
    for (int step = 0; step < 40 && trainer->stopped() == StopReason::NotStopped; ++step)
        if (!trainer->step())
            return;
}

void inOnePass(Task task, const std::string& label, Changes& changes) {
    static const auto rows = test::plantRows(kRows, 5);
    features::FeatureSpec features;
    features.inputs = {{"temperature", features::Transform::Standardize, true},
                       {"zone", features::Transform::OneHot, true}};
    features.labelPath = label;
    features.labelKind = task == Task::AnomalyDetection ? features::LabelKind::None
                         : task == Task::Regression     ? features::LabelKind::Number
                                                        : features::LabelKind::Category;
    const auto create = [&] {
        return OnePassNetwork::create(specOf(task), features, rows, {kRows, 10}).value();
    };
    static std::map<std::string, TensorFile> saved; // by label path
    if (!saved.contains(label)) {
        const auto trainer = create();
        if (!trainer->advance(rows, 0, kRowsBefore))
            std::abort();
        saved[label] = checkpointOf(*trainer);
    }
    const auto trainer = create();
    offer(*trainer, saved[label], changes);
    (void)trainer->advance(rows, kRowsBefore, kRows); // divergence is an acceptable result
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Changes changes(data, std::min<std::size_t>(size, 256));
    switch (changes.byte() % 5) {
    case 0:
        inBatches(changes);
        break;
    case 1:
        inOnePass(Task::AnomalyDetection, "", changes);
        break;
    case 2:
        inOnePass(Task::Regression, "minutes", changes);
        break;
    case 3:
        inOnePass(Task::Classification, "open", changes); // two classes, one output
        break;
    default:
        inOnePass(Task::Classification, "state", changes);
    }
    return 0;
}
