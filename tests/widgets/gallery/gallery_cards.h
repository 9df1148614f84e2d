#pragma once

#include <QFrame>

class QVBoxLayout;

namespace driftwood::ui {

/// A group of the gallery: a card with its name.
class GalleryCard : public QFrame {
    Q_OBJECT

  public:
    GalleryCard(const QString& title, const QString& note = {});
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QVBoxLayout* m_column;
};

[[nodiscard]] QWidget* buttonsCard();
[[nodiscard]] QWidget* inputsCard();
[[nodiscard]] QWidget* connectionCard();
[[nodiscard]] QWidget* tabsCard();
[[nodiscard]] QWidget* progressCard();
[[nodiscard]] QWidget* saidCard();
[[nodiscard]] QWidget* toastCard();
[[nodiscard]] QWidget* menuCard();
[[nodiscard]] QWidget* typeCard();
[[nodiscard]] QWidget* iconCard();
[[nodiscard]] QWidget* tableCard();
[[nodiscard]] QWidget* treeCard();
[[nodiscard]] QWidget* listCard();
[[nodiscard]] QWidget* factsCard();

} // namespace driftwood::ui
