#pragma once

#include "ui/widgets/text/kinds.h"

#include <QList>
#include <Qt>

namespace driftwood::ui {

/// Roles beyond Qt's own, for the delegates of this room. All are optional.
enum ListRole {
    SecondLineRole = Qt::UserRole + 0x100, ///< QString or RichText: the second line
    SecondLineErrorRole,                   ///< bool: the second line is in `error`
    DotRole,                               ///< DotKind
    TagRole,                               ///< QString: a tag at the right end of the first line
    TagKindRole,                           ///< TagKind
    TagOnSecondLineRole,                   ///< bool: the tag is at the right end of the second line
    ClusterRole,                           ///< QString: a cluster's label after the title
    ClusterColorRole,                      ///< QString: one of clusterColorNames()
    FigureRole,                            ///< QString: mono at the right end of the first line
    SparklineRole,                         ///< QList<double>: a sparkline left of the figure; NaN is a gap
    SparklineTokenRole,                    ///< Token as int: its colour; by default `validation`
    IconNameRole,                          ///< QString: one of our icons at the left
    GroupRole,                             ///< bool: a group's row: bold, with its figure in ink-3
    MonoRole,                              ///< bool: the title is a name from Kafka
    QuietRole,                             ///< bool: the title is in ink-3 ("not connected")
    HistogramRole,                         ///< HistogramPair (histogram.h)
    ErrorTextRole, ///< QString: why the cell has no value; shown as a cross and the reason
    LinkRole,      ///< QString: the cell is a link, drawn in accent
    InkRole,       ///< Token as int: the colour of a cell's value (ember beyond its limit)
    ChoicesRole,   ///< QStringList: the values to choose from in an editable cell
    LoadingRole,   ///< bool: the value is being loaded; shown as a bar in `line`
};

} // namespace driftwood::ui

Q_DECLARE_METATYPE(QList<double>)
