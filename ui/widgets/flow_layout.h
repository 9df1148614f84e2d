#pragma once

#include <QLayout>
#include <QList>

namespace driftwood::ui {

/// Its items beside each other as long as there is room, then in further rows: buttons whose words are longer
/// in another language or larger type. Items of a row share its middle.
class FlowLayout : public QLayout {
  public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    /// What follows stands at the right of its row.
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
    /// The height taken; places nothing unless `place`.
    int layOut(const QRect& rect, bool place) const;

    QList<QLayoutItem*> m_items;
};

} // namespace driftwood::ui
