#pragma once

namespace driftwood::ui::metrics {

// Device-independent pixels of the design. Lengths that hold text grow with `scaled()`.

inline constexpr int kGap4 = 4;
inline constexpr int kGap8 = 8; ///< between controls
inline constexpr int kGap12 = 12;
inline constexpr int kGap16 = 16;
inline constexpr int kGap24 = 24;
inline constexpr int kGap36 = 36;

inline constexpr int kRadius = 4;      ///< buttons, inputs, cards
inline constexpr int kRadiusSmall = 3; ///< tags, check boxes

inline constexpr int kControlHeight = 28;
inline constexpr int kControlHeightBar = 24;
inline constexpr int kControlPadding = 12;
inline constexpr int kControlPaddingBar = 8;

inline constexpr int kTableRow = 26;
inline constexpr int kTreeRow = 28;
inline constexpr int kTwoLineRow = 50;
inline constexpr int kHistogramRow = 34;
inline constexpr int kFactsRow = 22;
inline constexpr int kCellPadding = 10;
inline constexpr int kTreeIndent = 16;

inline constexpr int kHeaderHeight = 48;
inline constexpr int kTabsHeight = 36;
inline constexpr int kBarHeight = 40;
inline constexpr int kStatusHeight = 26;
inline constexpr int kNavWidth = 80;
inline constexpr int kNavItemWidth = 68;
inline constexpr int kNavItemHeight = 52;
inline constexpr int kNavIcon = 20;
inline constexpr int kIcon = 16;

inline constexpr int kSplitterLine = 1;
inline constexpr int kSplitterGrip = 7;
inline constexpr int kScrollBar = 10;
inline constexpr int kProgress = 4;

inline constexpr int kListWidth = 222;
inline constexpr int kListWidthSmall = 196; ///< in a window narrower than kFactsFoldBelow
inline constexpr int kListMin = 180;
inline constexpr int kListMax = 360;
inline constexpr int kFactsWidth = 306;
inline constexpr int kFactsMin = 260;
inline constexpr int kFactsMax = 420;
inline constexpr int kWorkMin = 520;
inline constexpr int kFactsFoldBelow = 1360; ///< window width below which the Facts column folds
inline constexpr int kWindowMinWidth = 1080;
inline constexpr int kWindowMinHeight = 680;

inline constexpr int kToastWidth = 320;
inline constexpr int kToastMs = 6000;
inline constexpr int kLoadingDelayMs = 300; ///< "loading" is not shown before

} // namespace driftwood::ui::metrics
