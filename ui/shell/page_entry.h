#pragma once

#include "ui/page/page.h"

#include <QString>
#include <functional>
#include <vector>

namespace driftwood::ui {

/// Makes a page when it is first opened.
using PageFactory = std::function<Page*(const PageContext& context, QWidget* parent)>;

/// All that the shell knows of a page. The program that makes the window lists the pages
/// (app/workbench/pages.cpp); the navigation column, the palette, the keys and the help are made from that
/// list, in its order.
struct PageEntry {
    enum class Button : unsigned char { Column, Foot, None };

    QString id;      ///< as in Link::page
    QString name;    ///< in the window's language
    QString icon;    ///< of resources/icons
    QString keys;    ///< a key sequence; empty: none
    Button button;   ///< its place in the navigation column
    QString purpose; ///< a sentence for the help, in the window's language
    PageFactory make;
};
using PageEntries = std::vector<PageEntry>;

} // namespace driftwood::ui
