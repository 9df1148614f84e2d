#pragma once

#include <QObject>
#include <QSize>

class QWidget;

namespace driftwood::ui {

/// What of a wanted size the screen of `widget` has room for, frame and panels taken off.
[[nodiscard]] QSize fittingSize(const QWidget& widget, const QSize& wanted);
/// Makes a window no larger than its screen and moves it until all of it can be seen.
void keepOnScreen(QWidget& window);

/// Keeps every dialog of the application on its screen: when it is shown and whenever what it says makes it
/// larger. Lives as long as it shall do so.
class DialogsOnScreen : public QObject {
    Q_OBJECT

  public:
    explicit DialogsOnScreen(QObject* parent = nullptr);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace driftwood::ui
