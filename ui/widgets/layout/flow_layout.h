#pragma once

#include <QLayout>
#include <QList>

namespace driftwood::ui {

/// Places its items side by side while there is room, then in further rows; for buttons whose texts may be
/// longer in another language or larger type. The items of a row are vertically centred.
class FlowLayout : public QLayout {
  public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    /// The following items are right-aligned in their row.
    void addStretch();
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

  private:
    struct Row {
        QList<std::pair<QLayoutItem*, QSize>> items;
        int width = 0;
        int height = 0;
    };
    void placeRow(const Row& row, const QRect& room, int y) const;
    /// Returns the needed height; moves items only if `place`.
    int layOut(const QRect& rect, bool place) const;

    QList<QLayoutItem*> m_items;
};

} // namespace driftwood::ui
