#include "ui/widgets/layout/facts_panel.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/text/text_label.h"

#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace driftwood::ui {

namespace {

/// A section with the line under it, so that hiding the section hides both.
class FactsBox : public QWidget {
  public:
    explicit FactsBox(QWidget* content) {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(content);
        column->addWidget(horizontalLine());
        content->installEventFilter(this);
    }

  protected:
    bool eventFilter(QObject* content, QEvent* event) override {
        if (event->type() == QEvent::HideToParent || event->type() == QEvent::ShowToParent)
            setVisible(event->type() == QEvent::ShowToParent);
        return QWidget::eventFilter(content, event);
    }
};

} // namespace

FactsPanel::FactsPanel(QWidget* parent)
    : QFrame(parent)
    , m_outer(new QVBoxLayout(this))
    , m_scroll(new QScrollArea)
    , m_sections(nullptr) {
    setGround(*this, Token::Surface);
    auto* content = new QWidget;
    setGround(*content, Token::Surface);
    m_sections = new QVBoxLayout(content);
    m_sections->setContentsMargins(0, 0, 0, 0);
    m_sections->setSpacing(0);
    m_sections->addStretch();
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    setGround(*m_scroll->viewport(), Token::Surface);
    m_outer->setContentsMargins(0, 0, 0, 0);
    m_outer->setSpacing(0);
    m_outer->addWidget(m_scroll);
}

FactsSection* FactsPanel::addSection(const QString& heading) {
    auto* section = new FactsSection(heading);
    connect(section, &FactsSection::linkActivated, this, &FactsPanel::linkActivated);
    addWidget(section);
    return section;
}

void FactsPanel::addWidget(QWidget* widget, int stretch) {
    m_sections->insertWidget(m_sections->count() - 1, new FactsBox(widget), stretch);
}

void FactsPanel::setHead(QWidget* widget) {
    delete m_head;
    m_head = widget;
    m_outer->insertWidget(0, widget);
}

void FactsPanel::setFoot(QWidget* widget) {
    delete m_foot;
    m_foot = widget;
    m_outer->addWidget(widget);
}

} // namespace driftwood::ui
