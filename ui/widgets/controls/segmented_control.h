#pragma once

#include <QStringList>
#include <QVariant>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace driftwood::ui {

/// A choice of a few values, all visible: 1 h | 6 h | 24 h. One stop for Tab; the arrow keys choose.
class SegmentedControl : public QWidget {
    Q_OBJECT

  public:
    /// `name` is the accessible name of the choice: "Span".
    explicit SegmentedControl(const QString& name, QWidget* parent = nullptr);
    SegmentedControl(const QString& name, const QStringList& items, QWidget* parent = nullptr);

    void addItem(const QString& text, const QVariant& value = {});
    [[nodiscard]] int count() const;
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] QVariant currentData() const;
    void setCurrentIndex(int index);
    /// Whether the choice is in effect. If not, it is kept but its button is not shown as pressed: zooming,
    /// for example, releases the button of a span, and pressing it again returns to that span.
    void setHolds(bool holds);
    void setItemText(int index, const QString& text);
    void setItemVisible(int index, bool visible);
    void setItemEnabled(int index, bool enabled, const QString& reason = {});

  Q_SIGNALS:
    void currentIndexChanged(int index);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void step(int by);

    QHBoxLayout* m_row;
    QButtonGroup* m_group;
    QVariantList m_data;
    int m_current = -1;
};

} // namespace driftwood::ui
