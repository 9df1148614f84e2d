#pragma once

#include "ui/theme/appearance.h"

#include <QKeySequence>
#include <QPushButton>
#include <QToolButton>

namespace driftwood::ui {

/// An ordinary button, 28 high; only buttons that affect the world outside have an icon.
[[nodiscard]] QPushButton* pushButton(const QString& text, ButtonKind kind = ButtonKind::Default,
                                      QWidget* parent = nullptr);
[[nodiscard]] QPushButton* pushButton(const QString& iconName, const QString& text,
                                      ButtonKind kind = ButtonKind::Default, QWidget* parent = nullptr);
/// The same, 24 high, for bars.
[[nodiscard]] QPushButton* barButton(const QString& text, QWidget* parent = nullptr);
[[nodiscard]] QPushButton* barButton(const QString& iconName, const QString& text, QWidget* parent = nullptr);

/// A button without text: `what` is its tool tip (with the shortcut) and its accessible name.
[[nodiscard]] QToolButton* iconButton(const QString& iconName, const QString& what,
                                      const QKeySequence& shortcut = {}, QWidget* parent = nullptr);

/// A text that acts like a button, in accent, without a frame: "Show file", "Find 500 more".
[[nodiscard]] QPushButton* linkButton(const QString& text, QWidget* parent = nullptr);

} // namespace driftwood::ui
