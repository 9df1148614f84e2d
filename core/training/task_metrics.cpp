#include "training/task_metrics.h"

#include <array>

namespace driftwood::training {
namespace {

constexpr std::array<MetricKind, 2> kAnomalyDetection{{{"reconstruction_error"}, {"anomaly_rate"}}};
constexpr std::array<MetricKind, 2> kRegression{{{"mae"}, {"rmse"}}};
constexpr std::array<MetricKind, 6> kClassification{{{"accuracy", true},
                                                     {"balanced_accuracy", true},
                                                     {"precision", true},
                                                     {"recall", true},
                                                     {"f1", true},
                                                     {"auc", true}}};

} // namespace

std::span<const MetricKind> metricsOf(Task task) {
    switch (task) {
    case Task::Regression:
        return kRegression;
    case Task::Classification:
        return kClassification;
    case Task::AnomalyDetection:
        break;
    }
    return kAnomalyDetection;
}

const MetricKind& headlineMetric(Task task) { return metricsOf(task).front(); }

} // namespace driftwood::training
