#include "ui/theme/appearance.h"

#include "ui/theme/appearance_refresh.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QEvent>
#include <QPointer>
#include <QPushButton>
#include <QTreeView>
#include <QVariant>
#include <QWidget>
#include <vector>

namespace driftwood::ui {

namespace {

// Dynamic properties, so that the style and a debugger see them on their widget.
constexpr char kTextStyle[] = "textStyle";
constexpr char kInk[] = "ink";
constexpr char kGround[] = "ground";
constexpr char kPrimary[] = "primary";
constexpr char kDestructive[] = "destructive";
constexpr char kLink[] = "link";
constexpr char kCompact[] = "compact";
constexpr char kFieldError[] = "fieldError";
constexpr char kFieldLabel[] = "fieldLabel";

void refresh(QWidget& widget) {
    if (const QVariant style = widget.property(kTextStyle); style.isValid())
        widget.setFont(font(static_cast<TextStyle>(style.toInt())));
    const QVariant ink = widget.property(kInk);
    const QVariant ground = widget.property(kGround);
    if (!ink.isValid() && !ground.isValid())
        return;
    // Set only these roles; the others keep following the application's palette.
    QPalette palette;
    if (ink.isValid())
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            palette.setColor(role, color(static_cast<Token>(ink.toInt())));
    // Set only the role that fills this widget: children inherit the palette, and views inside keep their own
    // background.
    if (ground.isValid())
        palette.setColor(widget.backgroundRole(), color(static_cast<Token>(ground.toInt())));
    widget.setPalette(palette);
}

/// Notifies the widget, because its size may depend on the appearance and some widgets cache their size hint.
void changed(QWidget& widget) {
    QEvent event(QEvent::StyleChange);
    QCoreApplication::sendEvent(&widget, &event);
    widget.updateGeometry();
    widget.update();
}

} // namespace

void visitWidgets(const std::function<void(QWidget&)>& visit) {
    const QWidgetList all = QApplication::allWidgets();
    const std::vector<QPointer<QWidget>> watched(all.begin(), all.end());
    for (const QPointer<QWidget>& widget : watched)
        if (widget)
            visit(*widget);
}

void refreshAppearance() { visitWidgets(refresh); }

void setTextStyle(QWidget& widget, TextStyle style) {
    widget.setProperty(kTextStyle, static_cast<int>(style));
    refresh(widget);
}

void setInk(QWidget& widget, Token ink) {
    if (widget.property(kInk) == QVariant(static_cast<int>(ink)))
        return;
    widget.setProperty(kInk, static_cast<int>(ink));
    refresh(widget);
}

void setGround(QWidget& widget, Token ground) {
    widget.setProperty(kGround, static_cast<int>(ground));
    widget.setAutoFillBackground(true);
    refresh(widget);
}

void setButtonKind(QAbstractButton& button, ButtonKind kind) {
    button.setProperty(kPrimary, kind == ButtonKind::Primary);
    button.setProperty(kDestructive, kind == ButtonKind::Destructive);
    button.setProperty(kLink, kind == ButtonKind::Link);
    if (auto* push = qobject_cast<QPushButton*>(&button))
        push->setFlat(kind == ButtonKind::Flat || kind == ButtonKind::Link);
    changed(button);
}

ButtonKind buttonKind(const QWidget& widget) {
    if (widget.property(kPrimary).toBool())
        return ButtonKind::Primary;
    if (widget.property(kDestructive).toBool())
        return ButtonKind::Destructive;
    if (widget.property(kLink).toBool())
        return ButtonKind::Link;
    const auto* push = qobject_cast<const QPushButton*>(&widget);
    return push != nullptr && push->isFlat() ? ButtonKind::Flat : ButtonKind::Default;
}

void setCompact(QWidget& control, bool compact) {
    control.setProperty(kCompact, compact);
    changed(control);
}

bool isCompact(const QWidget& control) { return control.property(kCompact).toBool(); }

void setFieldError(QWidget& input, bool error) {
    input.setProperty(kFieldError, error);
    input.update();
}

bool hasFieldError(const QWidget& input) { return input.property(kFieldError).toBool(); }

void setFieldLabel(QWidget& comboBox, const QString& label) {
    comboBox.setProperty(kFieldLabel, label);
    if (comboBox.accessibleName().isEmpty())
        comboBox.setAccessibleName(label);
    changed(comboBox);
}

bool hasRowLines(const QWidget& view) {
    if (const auto* tree = qobject_cast<const QTreeView*>(&view))
        return !tree->isHeaderHidden();
    return view.window()->windowType() != Qt::Popup;
}

QString fieldLabel(const QWidget& comboBox) { return comboBox.property(kFieldLabel).toString(); }

} // namespace driftwood::ui
