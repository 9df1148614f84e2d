#include "ui/page/link.h"

namespace driftwood::ui {
namespace {

Link named(Link::To to, const QString& name) {
    Link link;
    link.to = to;
    link.name = name;
    return link;
}

Link numbered(Link::To to, qint64 id) {
    Link link;
    link.to = to;
    link.id = id;
    return link;
}

} // namespace

Link Link::topic(const TopicName& topic) { return named(To::Topic, QString::fromStdString(topic.value)); }

Link Link::record(const TopicName& topic, const Position& position) {
    Link link = named(To::Position, QString::fromStdString(topic.value));
    link.position = position;
    return link;
}

Link Link::select(const broker::TopicRanges& ranges, const QString& baseModelId) {
    Link link = named(To::Select, QString::fromStdString(ranges.topic.value));
    link.ranges = ranges;
    link.baseModelId = baseModelId;
    return link;
}

Link Link::dataset(const QString& name) { return named(To::Dataset, name); }

Link Link::newRun(const QString& dataset, const QString& baseModelId) {
    Link link = named(To::NewRun, dataset);
    link.baseModelId = baseModelId;
    return link;
}

Link Link::run(qint64 id) { return numbered(To::Run, id); }
Link Link::model(const QString& id) { return named(To::Model, id); }
Link Link::attach(const QString& modelId) { return named(To::Attach, modelId); }
Link Link::monitor(qint64 id) { return numbered(To::Monitor, id); }

} // namespace driftwood::ui
