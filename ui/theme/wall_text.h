#pragma once

#include <QSize>

namespace driftwood::ui {

/// The screen that the wall is designed for, at 100 % text.
inline constexpr QSize kWallSize(1920, 1080);
/// On a smaller one its texts are smaller, because the whole of it is to be seen at once; on a larger one
/// they are as large as the user's text size says.
void fitWallText(const QSize& window);
/// Length or width on the wall, with its text size applied.
[[nodiscard]] int wallScaled(int pixels);

} // namespace driftwood::ui
