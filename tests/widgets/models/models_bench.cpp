#include "models_bench.h"

#include "session/dataset_job.h"
#include "ui/theme/theme.h"

#include <QSettings>

namespace driftwood::test {
namespace {

using training::Task;

features::FeatureSpec featuresOf(const dataset::Manifest& manifest, Task task) {
    const std::string label = task == Task::Regression       ? "duration_min"
                              : task == Task::Classification ? "weather"
                                                             : std::string();
    const auto kind = task == Task::Regression       ? features::LabelKind::Number
                      : task == Task::Classification ? features::LabelKind::Category
                                                     : features::LabelKind::None;
    auto spec = features::FeatureSpec::suggest(manifest.decoder.schema, kind, label);
    // Drop text inputs with a different value in nearly every record: they contain no information.
    std::erase_if(spec.inputs, [](const features::FeatureInput& input) {
        return input.path == "ts" || input.path.ends_with("_at") || input.path.ends_with("id");
    });
    return spec;
}

} // namespace

Result<std::unique_ptr<ModelsBench>> ModelsBench::start() {
    std::unique_ptr<ModelsBench> bench(new ModelsBench);
    ui::applyTheme(*qApp, ui::ThemeChoice::Light);
    if (!bench->m_demo.ready())
        return fail(ErrorCode::Unreachable, "the demo did not start");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, bench->m_demo.folder.path());
    bench->m_preferences = std::make_unique<ui::Preferences>();
    for (const auto& [name, topic] :
         {std::pair(kMachines, "plant.machines"), std::pair(kTrips, "city.trips")})
        if (Status made = bench->make(name, TopicName(topic)); !made)
            return forward(made);
    for (const Task task : {Task::AnomalyDetection, Task::Regression, Task::Classification}) {
        auto trained = bench->train(task == Task::AnomalyDetection ? kMachines : kTrips, task);
        if (!trained)
            return forward(trained);
        bench->m_models[static_cast<std::size_t>(task)] = trained->model->id;
    }
    bench->app().store.refresh();
    if (!QTest::qWaitFor([&] { return bench->app().store.snapshot().models.size() == 3; }, 10000))
        return fail(ErrorCode::Internal, "the models did not come up");
    return bench;
}

ModelsBench::~ModelsBench() {
    m_page.reset();
    m_demo.app.reset();
}

Status ModelsBench::make(const std::string& name, const TopicName& topic) {
    dataset::DatasetRequest request;
    request.name = name;
    request.ranges = m_demo.whole(topic);
    auto made = profiling::createDataset(m_demo.broker(), app().store.folder(), "demo", request, {}, {});
    return made ? Status() : forward(made);
}

Result<runs::TrainOutcome> ModelsBench::train(const std::string& dataset, Task task) {
    auto workspace = workspace::Workspace::open(app().store.folder());
    if (!workspace)
        return forward(workspace);
    auto row = (*workspace)->dataset(dataset);
    if (!row)
        return forward(row);
    runs::TrainRequest request;
    request.dataset = dataset;
    request.modelName = dataset + "-" + std::string(training::taskName(task));
    request.features = featuresOf(row->manifest, task);
    request.training.task = task;
    request.training.network = {task == Task::AnomalyDetection ? training::NetworkKind::Autoencoder
                                                               : training::NetworkKind::Mlp,
                                {16, 4, 16},
                                training::Activation::Relu};
    request.training.epochs = 6;
    request.training.patience = 0;
    request.training.seed = 7;
    return runs::runTraining(m_demo.broker(), app().store.folder(), request, {}, {});
}

void ModelsBench::openPage() {
    m_page = std::make_unique<ui::ModelsPage>(ui::PageContext{app(), *m_preferences}, nullptr);
    m_page->resize(1360, 826);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void ModelsBench::show(Task task, int tab) {
    const QString id = QString::fromStdString(modelId(task));
    QVERIFY(m_page->open(ui::Link::model(id)));
    const auto* row = app().store.snapshot().model(modelId(task));
    QTRY_COMPARE(m_page->crumbs().first().text, QString::fromStdString(row->name));
    auto* tabs = m_page->findChild<QTabBar*>();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
}

} // namespace driftwood::test
