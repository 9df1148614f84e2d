#include "ui/theme/type.h"

#include "ui/theme/appearance_refresh.h"
#include "ui/theme/theme.h"
#include "ui/theme/wall_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace driftwood::ui {

namespace {

struct Shape {
    bool mono;
    double pixels;
    int weight;
    int line;
};

constexpr std::array<Shape, kTextStyleCount> kShapes{{
    {false, 17, QFont::DemiBold, 24},  // Title
    {false, 15, QFont::DemiBold, 20},  // Page
    {true, 15, QFont::DemiBold, 20},   // PageMono
    {false, 13, QFont::Normal, 18},    // Body
    {false, 13, QFont::DemiBold, 18},  // Strong
    {false, 12, QFont::Normal, 16},    // Small
    {false, 12, QFont::DemiBold, 16},  // Heading
    {false, 12, QFont::Medium, 16},    // Header
    {false, 11, QFont::Normal, 14},    // Nav
    {false, 11, QFont::DemiBold, 14},  // NavStrong
    {false, 11, QFont::Medium, 14},    // Tag
    {false, 10, QFont::DemiBold, 14},  // LabelCaps
    {true, 12, QFont::Normal, 18},     // Value
    {true, 12, QFont::DemiBold, 18},   // ValueStrong
    {true, 13, QFont::Normal, 18},     // BodyMono
    {true, 10.5, QFont::Normal, 14},   // Tick
    {true, 10.5, QFont::DemiBold, 14}, // TickStrong
    {true, 17, QFont::Medium, 24},     // FigureSmall
    {true, 20, QFont::Medium, 28},     // Figure
    {false, 24, QFont::Medium, 32},    // WallLabel
    {true, 24, QFont::Medium, 32},     // WallValue
    {false, 28, QFont::DemiBold, 36},  // WallHeading
    {false, 38, QFont::DemiBold, 48},  // WallTitle
    {true, 44, QFont::Medium, 54},     // WallClock
    {true, 72, QFont::Medium, 84},     // Wall
}};

constexpr double kSmallestWall = 50; ///< percent

double& wallFactor() {
    static double percent = 100;
    return percent;
}

/// In percent.
double factorOf(TextStyle style) { return style >= TextStyle::WallLabel ? wallFactor() : fontFactor(); }

const Shape& shapeOf(TextStyle style) { return kShapes[static_cast<size_t>(style)]; }

QFont make(const Shape& shape, double percent) {
    QFont f;
    if (shape.mono)
        f.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"),
                       QStringLiteral("DejaVu Sans Mono")});
    else
        f.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    f.setStyleHint(shape.mono ? QFont::Monospace : QFont::SansSerif);
    // Qt takes whole pixels only: 10.5 becomes 10 at 100 % and is scaled like the others.
    f.setPixelSize(std::max(1, static_cast<int>(std::floor(shape.pixels * percent / 100.0 + 0.49))));
    f.setWeight(static_cast<QFont::Weight>(shape.weight));
    return f;
}

} // namespace

QFont font(TextStyle style) {
    QFont f = make(shapeOf(style), factorOf(style));
    if (shapeOf(style).mono)
        f.setStyleStrategy(QFont::PreferNoShaping);
    if (style == TextStyle::LabelCaps) {
        f.setCapitalization(QFont::AllUppercase);
        f.setLetterSpacing(QFont::PercentageSpacing, 104);
    }
    return f;
}

QFont payloadFont() { return make(shapeOf(TextStyle::Value), fontFactor()); }

int scaled(int pixels) { return static_cast<int>(std::lround(pixels * fontFactor() / 100.0)); }

int lineHeight(TextStyle style) {
    return static_cast<int>(std::lround(shapeOf(style).line * factorOf(style) / 100.0));
}

int wallScaled(int pixels) { return static_cast<int>(std::lround(pixels * wallFactor() / 100.0)); }

void fitWallText(const QSize& window) {
    const double share =
        std::min(double(window.width()) / kWallSize.width(), double(window.height()) / kWallSize.height());
    const double percent = std::max(kSmallestWall, std::min<double>(fontFactor(), 100 * share));
    if (std::exchange(wallFactor(), percent) != percent)
        refreshAppearance();
}

bool isMono(TextStyle style) { return shapeOf(style).mono; }

} // namespace driftwood::ui
