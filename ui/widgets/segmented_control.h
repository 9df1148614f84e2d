#pragma once

#include <QStringList>
#include <QVariant>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace driftwood::ui {

/// One of a few, all visible: 1 h | 6 h | 24 h. One stop for Tab; the arrows choose.
class SegmentedControl : public QWidget {
    Q_OBJECT

  public:
    /// `name` is what a screen reader calls the choice: "Span".
    explicit SegmentedControl(const QString& name, QWidget* parent = nullptr);
    SegmentedControl(const QString& name, const QStringList& items, QWidget* parent = nullptr);

    void addItem(const QString& text, const QVariant& value = {});
    [[nodiscard]] int count() const;
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] QVariant currentData() const;
    void setCurrentIndex(int index);
    /// The last choice stays, but is shown as pressed only while it holds: zooming, for example, lifts the
    /// button of a span, and pressing it again brings the span back.
    void setHolds(bool holds);
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
