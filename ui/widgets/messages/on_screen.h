#pragma once

#include <QHash>
#include <QObject>
#include <QSize>

class QDialog;
class QWidget;

namespace driftwood::ui {

/// The part of a wanted size that fits on the screen of `widget`, without frame and panels.
[[nodiscard]] QSize fittingSize(const QWidget& widget, const QSize& wanted);
/// Makes a window no larger than its screen and moves it until all of it is visible.
void keepOnScreen(QWidget& window);

/// Makes every dialog of the application as high as its contents, even if these grow while it is open (Qt
/// does this only when showing it), and keeps it on its screen. Works while this object exists.
class DialogsOnScreen : public QObject {
    Q_OBJECT

  public:
    explicit DialogsOnScreen(QObject* parent = nullptr);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void grow(QDialog& dialog);

    QHash<const QObject*, int> m_heights; ///< the last height that an open dialog's layout needed
};

} // namespace driftwood::ui
