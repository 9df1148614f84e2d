#include "app/tour/screenplay.h"

#include "app/tour/stage.h"
#include "session/app_context.h"
#include "ui/charts/timeline_chart.h"
#include "ui/shell/page_entry.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCoreApplication>
#include <algorithm>

namespace driftwood::tour {
namespace {

constexpr int kShortMs = 15000;
constexpr int kReadingMs = 60000;
constexpr int kTrainingMs = 180000;
constexpr int kDriftMs = 240000;

const char* const kDataset = "machines-day";
const TopicName kMachines("plant.machines");

bool isAt(Stage& stage, QLatin1StringView page) { return stage.window().pageId() == page; }

/// Ctrl+Enter: the page's primary action, the next step of the workflow.
void next(Stage& stage) { stage.key(Qt::Key_Return, Qt::ControlModifier); }

/// A button's text, in the language of the window.
struct Words {
    const char* context;
    const char* text;

    [[nodiscard]] QString translated() const { return QCoreApplication::translate(context, text); }
};

constexpr Words kOpenDemo{"driftwood::ui::DemoCard", "Open the demo"};
constexpr Words kAttach{"driftwood::ui::ModelsPage", "Attach to topic…"};
constexpr Words kTrainAgain{"driftwood::ui::AlarmCard", "Train again on this range"};

std::function<void(Stage&)> pressing(Words words) {
    return [words](Stage& stage) {
        if (QAbstractButton* button = stage.button(words.translated()))
            stage.click(button);
    };
}

bool hasRows(Stage& stage, const char* viewClass) {
    const auto* view = qobject_cast<const QAbstractItemView*>(stage.widget(viewClass));
    return view != nullptr && view->model() != nullptr && view->model()->rowCount() > 0;
}

bool hasBars(Stage& stage) {
    const auto* timeline =
        qobject_cast<const ui::TimelineChart*>(stage.widget("driftwood::ui::TimelineChart"));
    constexpr double kEverMs = 1e15;
    return timeline != nullptr && timeline->recordsIn({0.0, kEverMs}) > 0.0;
}

/// Selects the last day except its last hours with a left drag on the timeline.
void brush(Stage& stage) {
    QWidget* timeline = stage.widget("driftwood::ui::TimelineChart");
    if (timeline == nullptr)
        return;
    const int middle = timeline->height() / 2;
    stage.drag(timeline, QPoint(timeline->width() * 22 / 100, middle),
               QPoint(timeline->width() * 72 / 100, middle));
}

const session::StoreSnapshot& made(Stage& stage) { return stage.app().store.snapshot(); }

bool hasOpenAlarm(Stage& stage) {
    return std::ranges::any_of(made(stage).alarms, [](const auto& alarm) { return alarm.clearedAtMs == 0; });
}

void addLooking(std::vector<Scene>& scenes) {
    scenes.push_back({"Start",
                      "With no cluster at hand, the demo is one click away.",
                      {},
                      [](Stage& stage) { return stage.button(kOpenDemo.translated()) != nullptr; },
                      kShortMs});
    scenes.push_back({"Browse", "The demo's broker: topics, and the newest records of one, decoded.",
                      pressing(kOpenDemo),
                      [](Stage& stage) {
                          return isAt(stage, ui::kBrowsePage) && hasRows(stage, "QTableView") &&
                                 stage.app().connection.topic(kMachines) != nullptr;
                      },
                      kReadingMs});
}

void addSelecting(std::vector<Scene>& scenes) {
    scenes.push_back({"Select",
                      "The topic's timeline. A range is brushed with the mouse; its offsets are frozen.",
                      [](Stage& stage) {
                          next(stage);
                          if (Stage::waitFor([&] { return hasBars(stage); }, kReadingMs)) {
                              Stage::pause(3000); // look-ups refine the timeline
                              brush(stage);
                          }
                      },
                      [](Stage& stage) {
                          Stage::pause(4000); // offsets are looked up, and a first sample is read
                          return stage.widget("driftwood::ui::TimelineChart") != nullptr;
                      },
                      kReadingMs});
    scenes.push_back({"Name it", "The range becomes a data set: a name, a filter, a split by time.",
                      [](Stage& stage) {
                          next(stage);
                          Stage::pause(300);
                          stage.key(Qt::Key_A, Qt::ControlModifier);
                          stage.type(QString::fromLatin1(kDataset));
                      },
                      [](Stage& stage) { return stage.dialog() != nullptr; }, kShortMs});
    scenes.push_back({"Data set", "Read once, digested, split by time: what a model will be trained on.",
                      [](Stage& stage) { stage.key(Qt::Key_Return); },
                      [](Stage& stage) {
                          return isAt(stage, ui::kDatasetsPage) && made(stage).dataset(kDataset) != nullptr;
                      },
                      kReadingMs});
}

void addTraining(std::vector<Scene>& scenes) {
    scenes.push_back({"New run", "Task, features and network are suggested; every choice can be changed.",
                      next, [](Stage& stage) { return isAt(stage, ui::kTrainingPage); }, kShortMs});
    scenes.push_back({"Training", "The loss is drawn while the network learns.",
                      [](Stage& stage) {
                          Stage::pause(1500); // suggestions are computed from a sample of the rows
                          next(stage);
                      },
                      [](Stage& stage) { return !made(stage).runs.empty() || !made(stage).models.empty(); },
                      kTrainingMs});
    scenes.push_back({"Trained",
                      "The best epoch is kept; the run says why it ended.",
                      {},
                      [](Stage& stage) { return !made(stage).models.empty(); },
                      kTrainingMs});
    scenes.push_back({"Model", "How good it is, what it is, and where it came from, down to offsets.",
                      [](Stage& stage) { stage.key(Qt::Key_4, Qt::ControlModifier); },
                      [](Stage& stage) {
                          Stage::pause(500);
                          return isAt(stage, ui::kModelsPage) &&
                                 stage.button(kAttach.translated()) != nullptr;
                      },
                      kShortMs});
}

void addWatching(std::vector<Scene>& scenes) {
    scenes.push_back({"Attach", "What will be written, and that nothing else is.", next,
                      [](Stage& stage) { return stage.dialog() != nullptr; }, kShortMs});
    scenes.push_back({"Monitor", "Live: scores, latency and lag of every record as it arrives.",
                      [](Stage& stage) {
                          stage.key(Qt::Key_Return);
                          if (auto* demo = stage.app().connection.demo())
                              demo->setLiveRate(4.0); // so that windows fill up while the user watches
                      },
                      [](Stage& stage) {
                          Stage::pause(5000);
                          return isAt(stage, ui::kMonitorPage) && !made(stage).monitors.empty();
                      },
                      kReadingMs});
    scenes.push_back({"Drift", "A sensor leaves its training range; the alarm names the offsets.",
                      [](Stage& stage) {
                          if (auto* demo = stage.app().connection.demo())
                              demo->startDrift();
                      },
                      [](Stage& stage) {
                          stage.app().store.refresh();
                          Stage::pause(1000);
                          return hasOpenAlarm(stage);
                      },
                      kDriftMs});
    scenes.push_back({"Train again", "The range that drifted is brushed already: the next training set.",
                      [](Stage& stage) {
                          if (stage.button(kTrainAgain.translated()) ==
                              nullptr) // a small window folds them away
                              stage.key(Qt::Key_F9, Qt::ShiftModifier);
                          Stage::pause(300);
                          pressing(kTrainAgain)(stage);
                      },
                      [](Stage& stage) {
                          Stage::pause(3000);
                          return isAt(stage, ui::kBrowsePage);
                      },
                      kReadingMs});
}

} // namespace

std::vector<Scene> mainJob() {
    std::vector<Scene> scenes;
    addLooking(scenes);
    addSelecting(scenes);
    addTraining(scenes);
    addWatching(scenes);
    return scenes;
}

} // namespace driftwood::tour
