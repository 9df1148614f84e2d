#pragma once

#include <QHash>
#include <QObject>
#include <QSize>

class QDialog;
class QWidget;

namespace driftwood::ui {

/// What of a wanted size the screen of `widget` has room for, frame and panels taken off.
[[nodiscard]] QSize fittingSize(const QWidget& widget, const QSize& wanted);
/// Makes a window no larger than its screen and moves it until all of it can be seen.
void keepOnScreen(QWidget& window);

/// Makes every dialog of the application as high as what it says, also when that becomes longer while it is
/// open (Qt does so only when it is shown), and keeps it on its screen. Lives as long as it shall do so.
class DialogsOnScreen : public QObject {
    Q_OBJECT

  public:
    explicit DialogsOnScreen(QObject* parent = nullptr);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void grow(QDialog& dialog);

    QHash<const QObject*, int> m_heights; ///< what the layout of an open dialog needed last
};

} // namespace driftwood::ui
