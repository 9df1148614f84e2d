#pragma once

#include <QWidget>

class QAction;

namespace driftwood::ui {

class Splitter;

/// A page's List | Work | Facts. List and Facts keep their width when the window grows and can be folded (F9,
/// Shift+F9). In a window narrower than 1360 the Facts are folded, and `factsAction` opens them at Work's
/// right. If there is no room for all three, as with large text, the List is folded while the Facts are open;
/// the Facts cover Work only if it cannot become narrow enough. Saves widths and folds in QSettings under
/// `key`. Widths follow the text size.
class ThreeColumns : public QWidget {
    Q_OBJECT

  public:
    explicit ThreeColumns(const QString& key, QWidget* parent = nullptr);
    ~ThreeColumns() override;

    /// These take ownership of each widget; List and Facts are optional.
    void setList(QWidget* list);
    void setWork(QWidget* work);
    void setFacts(QWidget* facts);

    [[nodiscard]] bool isListFolded() const;
    [[nodiscard]] bool areFactsShown() const;
    /// Whether the Facts open over Work instead of beside it.
    [[nodiscard]] bool areFactsOver() const { return m_factsOver; }

    /// Shift+F9, checkable: checked while the Facts are shown. Put it into the header while
    /// `factsOverChanged` says true.
    [[nodiscard]] QAction* factsAction() const { return m_factsAction; }
    /// F6: moves the focus to the next of List, Work, Facts.
    void focusNextColumn();

  Q_SIGNALS:
    void factsOverChanged(bool over);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void fit();
    [[nodiscard]] bool isCrowded() const;
    void makeRoom();
    [[nodiscard]] int workLeast() const;
    void layOut();
    void placeFacts(int room);
    void takeWidths();
    [[nodiscard]] int listWidth() const;
    [[nodiscard]] int factsWidth() const;
    void remember() const;
    void restore();

    QString m_key;
    Splitter* m_splitter;
    QWidget* m_list = nullptr;
    QWidget* m_work = nullptr;
    QWidget* m_facts = nullptr;
    QAction* m_listAction;
    QAction* m_factsAction;
    double m_listWidth; ///< both at the normal text size, so that they grow and shrink with the text
    double m_factsWidth;
    bool m_factsOver = false;
    bool m_beside = false;     ///< Work has made room, so nothing is covered
    bool m_listAside = false;  ///< folded to make room for the Facts, not by the user
    bool m_factsWanted = true; ///< state beside Work; over Work they are closed at first
};

} // namespace driftwood::ui
