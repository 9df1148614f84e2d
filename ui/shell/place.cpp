#include "ui/shell/place.h"

#include <QCoreApplication>

namespace driftwood::ui {
namespace {

struct PlaceWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::PlaceWords)
};

} // namespace

Place placeOf(Link::To to) {
    switch (to) {
    case Link::To::Start:
        return Place::Start;
    case Link::To::Browse:
    case Link::To::Topic:
    case Link::To::Position:
    case Link::To::Select:
        return Place::Browse;
    case Link::To::DataSets:
    case Link::To::Dataset:
        return Place::DataSets;
    case Link::To::Training:
    case Link::To::NewRun:
    case Link::To::Run:
        return Place::Training;
    case Link::To::Models:
    case Link::To::Model:
        return Place::Models;
    case Link::To::Monitors:
    case Link::To::Attach:
    case Link::To::Monitor:
        return Place::Monitor;
    case Link::To::Settings:
        return Place::Settings;
    }
    return Place::Start;
}

Link linkTo(Place place) {
    Link link;
    switch (place) {
    case Place::Browse:
        link.to = Link::To::Browse;
        break;
    case Place::DataSets:
        link.to = Link::To::DataSets;
        break;
    case Place::Training:
        link.to = Link::To::Training;
        break;
    case Place::Models:
        link.to = Link::To::Models;
        break;
    case Place::Monitor:
        link.to = Link::To::Monitors;
        break;
    case Place::Settings:
        link.to = Link::To::Settings;
        break;
    case Place::Start:
        link.to = Link::To::Start;
        break;
    }
    return link;
}

QString placeName(Place place) {
    switch (place) {
    case Place::Browse:
        return PlaceWords::tr("Browse");
    case Place::DataSets:
        return PlaceWords::tr("Data sets");
    case Place::Training:
        return PlaceWords::tr("Training");
    case Place::Models:
        return PlaceWords::tr("Models");
    case Place::Monitor:
        return PlaceWords::tr("Monitor");
    case Place::Settings:
        return PlaceWords::tr("Settings");
    case Place::Start:
        return PlaceWords::tr("Start");
    }
    return {};
}

QString placeIcon(Place place) {
    switch (place) {
    case Place::Browse:
        return QStringLiteral("browse");
    case Place::DataSets:
        return QStringLiteral("datasets");
    case Place::Training:
        return QStringLiteral("training");
    case Place::Models:
        return QStringLiteral("models");
    case Place::Monitor:
        return QStringLiteral("monitor");
    case Place::Settings:
        return QStringLiteral("settings");
    case Place::Start:
        return QStringLiteral("mark");
    }
    return {};
}

} // namespace driftwood::ui
