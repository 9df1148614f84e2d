#pragma once

#include <QFont>

namespace driftwood::ui {

/// Inter for Driftwood's own texts, JetBrains Mono for text from Kafka or mathematics: topic, key, field,
/// offset, time, number, expression, digest. A number in a column, or one that keeps changing, always has one
/// of the value styles.
enum class TextStyle {
    Title,       ///< 17/600: the first line of a dialog only
    Page,        ///< 15/600: the last breadcrumb
    PageMono,    ///< the same for a name from Kafka
    Body,        ///< 13/400: the default
    Strong,      ///< 13/600: names
    Small,       ///< 12/400: hints, units
    Heading,     ///< 12/600: headings of sections
    Header,      ///< 12/500: headers of tables
    Nav,         ///< 11/400
    NavStrong,   ///< 11/600
    Tag,         ///< 11/500
    LabelCaps,   ///< 10/600: a cluster's label, in capitals
    Value,       ///< mono 12/400: cells, positions
    ValueStrong, ///< mono 12/600
    BodyMono,    ///< mono 13/400: a name from Kafka in a line of body text
    Tick,        ///< mono 10.5/400: axes
    TickStrong,  ///< mono 10.5/600: the date under an axis
    FigureSmall, ///< mono 17/500: the cost bar
    Figure,      ///< mono 20/500: tiles
    WallLabel,   ///< 24/500: the smallest text on the wall
    WallValue,   ///< mono 24/500
    WallHeading, ///< 28/600: a track's name on the wall
    WallTitle,   ///< 38/600: the monitor's name
    WallClock,   ///< mono 44/500
    Wall,        ///< mono 72/500
};

constexpr int kTextStyleCount = static_cast<int>(TextStyle::Wall) + 1;

/// The style's font at the user's text size. Value fonts are set without shaping, so that ">=" stays two
/// characters.
[[nodiscard]] QFont font(TextStyle style);

/// The same family for keys and payload text, with shaping, which other scripts need.
[[nodiscard]] QFont payloadFont();

/// Height of a line in device-independent pixels, at the user's text size.
[[nodiscard]] int lineHeight(TextStyle style);

/// A length that must hold text, scaled to the user's text size.
[[nodiscard]] int scaled(int pixels);

/// Whether the style is a mono one.
[[nodiscard]] bool isMono(TextStyle style);

} // namespace driftwood::ui
