#include "ui/page/task_words.h"

#include <QCoreApplication>

namespace driftwood::ui {
namespace {

struct TaskWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::TaskWords)
};

} // namespace

QString taskTitle(training::Task task) {
    switch (task) {
    case training::Task::AnomalyDetection:
        return TaskWords::tr("Anomaly detection");
    case training::Task::Regression:
        return TaskWords::tr("Regression");
    case training::Task::Classification:
        return TaskWords::tr("Classification");
    }
    return {};
}

} // namespace driftwood::ui
