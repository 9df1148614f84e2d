#include "ui/page/task_words.h"

#include "training/objectives/objective.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace driftwood::ui {
namespace {

constexpr const char* kContext = "driftwood::ui::TaskWords";

/// The texts of one objective, found by its name.
struct TaskWords {
    std::string_view name;
    const char* title;
    const char* output;
    const char* loss;
};

constexpr std::array<TaskWords, 3> kWords{{
    {"anomaly-detection", QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "Anomaly detection"),
     QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "Anomaly score"),
     QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "mean squared error")},
    {"regression", QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "Regression"),
     QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "Prediction"),
     QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "mean squared error")},
    {"classification", QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "Classification"),
     QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "Probability"),
     QT_TRANSLATE_NOOP("driftwood::ui::TaskWords", "cross entropy")},
}};

QString word(training::Task task, const char* TaskWords::*which) {
    const auto row = std::ranges::find(kWords, training::taskName(task), &TaskWords::name);
    return row == kWords.end() ? QString() : QCoreApplication::translate(kContext, (*row).*which);
}

} // namespace

QString taskTitle(training::Task task) { return word(task, &TaskWords::title); }
QString outputTitle(training::Task task) { return word(task, &TaskWords::output); }
QString lossTitle(training::Task task) { return word(task, &TaskWords::loss); }

} // namespace driftwood::ui
