#pragma once

#include <QScrollArea>

namespace driftwood::ui {

/// The rows of a dialog: as large as they want if the screen has room, otherwise scrolled, so that the
/// dialog's buttons stay visible. Or the part of a page that may become higher than the window.
class ScrolledForm : public QScrollArea {
    Q_OBJECT

  public:
    explicit ScrolledForm(QWidget* form, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace driftwood::ui
