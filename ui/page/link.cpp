#include "ui/page/link.h"

namespace driftwood::ui {
namespace {

Link named(const QString& page, Link::To to, const QString& name) {
    Link link = Link::toPage(page);
    link.to = to;
    link.name = name;
    return link;
}

Link numbered(const QString& page, Link::To to, qint64 id) {
    Link link = Link::toPage(page);
    link.to = to;
    link.id = id;
    return link;
}

} // namespace

Link Link::toPage(const QString& page) {
    Link link;
    link.page = page;
    return link;
}

Link Link::topic(const TopicName& topic) {
    return named(kBrowsePage, To::Topic, QString::fromStdString(topic.value));
}

Link Link::record(const TopicName& topic, const Position& position) {
    Link link = named(kBrowsePage, To::Position, QString::fromStdString(topic.value));
    link.position = position;
    return link;
}

Link Link::select(const broker::TopicRanges& ranges, const QString& baseModelId) {
    Link link = named(kBrowsePage, To::Select, QString::fromStdString(ranges.topic.value));
    link.ranges = ranges;
    link.baseModelId = baseModelId;
    return link;
}

Link Link::onCluster(const std::string& its) const {
    Link link = *this;
    link.clusterId = QString::fromStdString(its);
    return link;
}

Link Link::onConnection(const std::string& its) const {
    Link link = *this;
    link.connection = QString::fromStdString(its);
    return link;
}

Link Link::dataset(const QString& name) { return named(kDatasetsPage, To::Dataset, name); }

Link Link::newRun(const QString& dataset, const QString& baseModelId) {
    Link link = named(kTrainingPage, To::NewRun, dataset);
    link.baseModelId = baseModelId;
    return link;
}

Link Link::run(qint64 id) { return numbered(kTrainingPage, To::Run, id); }
Link Link::model(const QString& id) { return named(kModelsPage, To::Model, id); }
Link Link::attach(const QString& modelId) { return named(kMonitorPage, To::Attach, modelId); }
Link Link::monitor(qint64 id) { return numbered(kMonitorPage, To::Monitor, id); }

} // namespace driftwood::ui
