#pragma once

#include "ui/page/page.h"

#include <QString>
#include <functional>
#include <vector>

namespace driftwood::ui {

/// The places in the window, in the order of the navigation and of Ctrl+1 … 5.
enum class Place : unsigned char { Browse, DataSets, Training, Models, Monitor, Settings, Start };

/// Creates a page when its place is first opened. The creator of the window knows the pages; the shell does
/// not.
using PageFactory = std::function<Page*(const PageContext& context, QWidget* parent)>;
struct PageEntry {
    Place place;
    PageFactory make;
};
using PageEntries = std::vector<PageEntry>;

[[nodiscard]] Place placeOf(Link::To to);
[[nodiscard]] Link linkTo(Place place);
[[nodiscard]] QString placeName(Place place);
[[nodiscard]] QString placeIcon(Place place);

} // namespace driftwood::ui
