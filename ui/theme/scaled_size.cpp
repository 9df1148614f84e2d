#include "ui/theme/scaled_size.h"

#include "ui/theme/appearance_refresh.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QResizeEvent>
#include <QVariant>
#include <array>
#include <cmath>

namespace driftwood::ui {
namespace {

/// Dynamic properties, as in appearance.cpp.
constexpr std::array kExtentNames{"scaledMinimumWidth",  "scaledMaximumWidth", "scaledFixedWidth",
                                  "scaledMinimumHeight", "scaledFixedHeight",  "scaledSection",
                                  "scaledLeastSection",  "scaledMostSection"};

const char* extentName(Extent extent) { return kExtentNames[static_cast<std::size_t>(extent)]; }

void applyExtent(QWidget& widget, Extent extent, int pixels) {
    auto* header = qobject_cast<QHeaderView*>(&widget);
    switch (extent) {
    case Extent::MinimumWidth:
        return widget.setMinimumWidth(pixels);
    case Extent::MaximumWidth:
        return widget.setMaximumWidth(pixels);
    case Extent::FixedWidth:
        return widget.setFixedWidth(pixels);
    case Extent::MinimumHeight:
        return widget.setMinimumHeight(pixels);
    case Extent::FixedHeight:
        return widget.setFixedHeight(pixels);
    case Extent::Section:
        return header->setDefaultSectionSize(pixels);
    case Extent::LeastSection:
        return header->setMinimumSectionSize(pixels);
    case Extent::MostSection:
        return header->setMaximumSectionSize(pixels);
    }
}

/// The section that fills the rest of the header. Qt does not fit it again while the header is hidden, so a
/// wider one would stay wider than its view.
int stretchedSection(const QHeaderView& header) {
    if (!header.stretchLastSection())
        return -1;
    for (int visual = header.count() - 1; visual >= 0; --visual)
        if (!header.isSectionHidden(header.logicalIndex(visual)))
            return header.logicalIndex(visual);
    return -1;
}

/// Columns are scaled with the text, whatever set their width.
void rescaleColumns(QHeaderView& header, double factor) {
    if (header.orientation() != Qt::Horizontal)
        return;
    const int stretched = stretchedSection(header);
    for (int section = 0; section < header.count(); ++section)
        if (section != stretched && !header.isSectionHidden(section) &&
            (header.sectionResizeMode(section) == QHeaderView::Interactive ||
             header.sectionResizeMode(section) == QHeaderView::Fixed))
            header.resizeSection(section,
                                 static_cast<int>(std::lround(header.sectionSize(section) * factor)));
}

void rescale(QWidget& widget, double factor) {
    for (std::size_t i = 0; i < kExtentNames.size(); ++i)
        if (const QVariant pixels = widget.property(kExtentNames[i]); pixels.isValid())
            applyExtent(widget, static_cast<Extent>(i), scaled(pixels.toInt()));
    if (auto* header = qobject_cast<QHeaderView*>(&widget))
        rescaleColumns(*header, factor);
    if (qobject_cast<QComboBox*>(&widget) != nullptr) {
        QEvent event(QEvent::StyleChange); // a new font alone does not update the cached least size
        QCoreApplication::sendEvent(&widget, &event);
        widget.updateGeometry();
    }
}

} // namespace

void setScaled(QWidget& widget, Extent extent, int pixels) {
    widget.setProperty(extentName(extent), pixels);
    applyExtent(widget, extent, scaled(pixels));
}

void rescaleSizes(double factor) {
    visitWidgets([factor](QWidget& widget) { rescale(widget, factor); });
    // Widgets decide what fits in their resize event, so each receives one.
    visitWidgets([](QWidget& widget) {
        QResizeEvent event(widget.size(), widget.size());
        QCoreApplication::sendEvent(&widget, &event);
    });
}

} // namespace driftwood::ui
