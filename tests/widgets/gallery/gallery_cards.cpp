#include "widgets/gallery/gallery_cards.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/page_tabs.h"
#include "ui/widgets/layout/partition_progress.h"
#include "ui/widgets/layout/stage_progress.h"
#include "ui/widgets/lists/card_paint.h"
#include "ui/widgets/messages/banner.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/toast_card.h"
#include "ui/widgets/text/icon_label.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/status_dot.h"
#include "ui/widgets/text/tag.h"
#include "ui/widgets/text/text_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QMenu>
#include <QPainter>
#include <QRadioButton>
#include <QSlider>
#include <QSpinBox>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QVBoxLayout>

namespace driftwood::ui {

namespace {

constexpr QStyle::State kKeyboardFocus = QStyle::State_HasFocus | QStyle::State_KeyboardFocusChange;

/// A button that shows a state it is not in.
class PosedButton : public QPushButton {
  public:
    PosedButton(QPushButton* like, QStyle::State state)
        : QPushButton(like->icon(), like->text())
        , m_state(state) {
        setButtonKind(*this, buttonKind(*like));
        like->deleteLater();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QStylePainter painter(this);
        QStyleOptionButton option;
        initStyleOption(&option);
        option.state |= m_state;
        painter.drawControl(QStyle::CE_PushButton, option);
    }

  private:
    QStyle::State m_state;
};

QWidget* captioned(QWidget* widget, const QString& caption) {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(widget, 0, Qt::AlignLeft);
    column->addWidget(textLabel(caption, TextStyle::Nav, Token::Ink3));
    return box;
}

QHBoxLayout* rowOf(const QList<QWidget*>& widgets) {
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kGap8);
    for (QWidget* widget : widgets)
        row->addWidget(widget);
    row->addStretch();
    return row;
}

} // namespace

GalleryCard::GalleryCard(const QString& title, const QString& note)
    : m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(14, 10, 14, 14);
    m_column->setSpacing(10);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_column->addLayout(
        rowOf({textLabel(title, TextStyle::Heading), textLabel(note, TextStyle::Nav, Token::Ink3)}));
}

void GalleryCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintCard(painter, rect(), Token::Surface, Token::Line);
}

QWidget* buttonsCard() {
    auto* card = new GalleryCard("Buttons", "28 px; 24 px in bars");
    const auto primary = [] { return pushButton("Create data set…", ButtonKind::Primary); };
    const auto other = [] { return pushButton("export", "Export…"); };
    QPushButton* off = primary();
    off->setEnabled(false);
    card->column()->addLayout(
        rowOf({captioned(primary(), "primary"),
               captioned(new PosedButton(primary(), QStyle::State_MouseOver), "hover"),
               captioned(new PosedButton(primary(), QStyle::State_Sunken), "pressed")}));
    card->column()->addLayout(rowOf(
        {captioned(new PosedButton(primary(), kKeyboardFocus), "focus ring"), captioned(off, "disabled")}));
    card->column()->addLayout(rowOf({captioned(other(), "default"),
                                     captioned(new PosedButton(other(), QStyle::State_MouseOver), "hover"),
                                     captioned(new PosedButton(other(), QStyle::State_Sunken), "pressed"),
                                     captioned(new PosedButton(other(), kKeyboardFocus), "focus")}));
    QPushButton* on = barButton("pause", "Pause");
    on->setCheckable(true);
    on->setChecked(true);
    auto* span = new SegmentedControl("Span", {"1 h", "6 h", "24 h"});
    span->setCurrentIndex(1);
    QPushButton* remove = pushButton("Delete…", ButtonKind::Destructive);
    setCompact(*remove);
    QPushButton* flat = pushButton("Rules…", ButtonKind::Flat);
    setCompact(*flat);
    card->column()->addLayout(
        rowOf({captioned(flat, "flat"), captioned(iconButton("zoom-in", "Zoom in"), "icon"),
               captioned(on, "on"), captioned(remove, "destructive"), captioned(span, "exclusive choice")}));
    return card;
}

QWidget* inputsCard() {
    auto* card = new GalleryCard("Inputs");
    auto* typed = new QLineEdit("plant");
    auto* off = new QLineEdit("kafka:9092");
    off->setEnabled(false);
    card->column()->addLayout(rowOf({captioned(new FilterField("Filter topics"), "empty"),
                                     captioned(typed, "filled"), captioned(off, "disabled")}));
    auto* wrong = new QLineEdit("value.vibratoin_mm_s > 4.5");
    setTextStyle(*wrong, TextStyle::Value);
    setFieldError(*wrong, true);
    card->column()->addWidget(wrong);
    card->column()->addWidget(
        new RichLine(RichText("No field %1, column 7. Did you mean %2?",
                              {mono("vibratoin_mm_s", Token::Error), mono("vibration_mm_s", Token::Error)}),
                     TextStyle::Small, Token::Error));
    auto* start = new LabelledCombo("Start");
    start->addItems({"Newest", "Oldest", "Offset…"});
    auto* number = new QSpinBox;
    number->setRange(1, 4096);
    number->setValue(256);
    setTextStyle(*number, TextStyle::Value);
    auto* when = new QLineEdit("2026-11-19 14:31:12");
    setTextStyle(*when, TextStyle::Value);
    card->column()->addLayout(rowOf({start, number, when}));
    auto* snap = new QCheckBox("Snap to bucket");
    snap->setChecked(true);
    auto* log = new QRadioButton("Log");
    log->setChecked(true);
    auto* gone = new QCheckBox("Off");
    gone->setEnabled(false);
    card->column()->addLayout(
        rowOf({snap, new QCheckBox("Internal topics"), log, new QRadioButton("Linear"), gone}));
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setValue(60);
    slider->setFixedWidth(120);
    card->column()->addLayout(rowOf({textLabel("Smoothing", TextStyle::Small, Token::Ink3), slider,
                                     textLabel("0.60", TextStyle::Value)}));
    return card;
}

QWidget* connectionCard() {
    auto* card = new GalleryCard("Connection", "in the header of every page");
    const auto line = [card](DotKind dot, const QString& name, const QString& label, const QString& note,
                             Token ink) {
        auto* tag = new Tag;
        tag->setCluster(label, label);
        card->column()->addLayout(
            rowOf({new StatusDot(dot), textLabel(name), tag, textLabel(note, TextStyle::Small, ink)}));
    };
    line(DotKind::Ok, "plant-staging", "staging", "read-only", Token::Ink3);
    line(DotKind::Busy, "plant-staging", "staging", "reconnecting, attempt 3", Token::Ink3);
    line(DotKind::Error, "laptop", "other", "unreachable since 14:31:50", Token::Error);
    line(DotKind::Hollow, "plant-west", "production", "not connected", Token::Ink3);
    auto* banner = new Banner;
    banner->showMessage(
        MessageKind::Error,
        RichText("%1 at %2, next try in %3", {strong("Connection lost"), mono("14:31:50"), mono("4 s")}),
        "Try now", "plug");
    card->column()->addWidget(banner);
    return card;
}

QWidget* tabsCard() {
    auto* card = new GalleryCard("Tabs");
    auto* tabs = new PageTabs("Views of the topic");
    tabs->addTab("Records");
    tabs->addTab("Timeline");
    tabs->addTab("Partitions", 6);
    tabs->addTab("Groups", 3);
    tabs->setFacts(RichText("%1 records", {mono("≈3.46 M")}));
    card->column()->addWidget(tabs);
    auto* running = new Tag("Running", TagKind::Running);
    running->setDot(true);
    card->column()->addLayout(
        rowOf({new Tag("champion"), running, new Tag("complete", TagKind::Ok),
               new Tag("38 % expired", TagKind::Error), new Tag("3 alarms", TagKind::Ember)}));
    return card;
}

QWidget* progressCard() {
    auto* card = new GalleryCard("Progress", "always with a figure and a way to stop");
    auto* stage = new StageProgress;
    stage->setTitle("Reading range A");
    stage->setFigures(RichText("%1 of %2", {mono("412,808"), mono("593,318")}));
    stage->setLeft(RichText("%1 s left", {mono("0.7")}));
    stage->setShare(412808.0 / 593318);
    auto* parts = new PartitionProgress;
    parts->setParts({{0, .7}, {1, .72}, {2, .68}, {3, .98}, {4, .71}, {5, .7}});
    auto* unknown = new StageProgress;
    unknown->setTitle("Looking up offsets");
    unknown->setShare(-1);
    card->column()->addWidget(stage);
    card->column()->addWidget(parts);
    card->column()->addWidget(unknown);
    return card;
}

QWidget* saidCard() {
    auto* card = new GalleryCard("Empty and error");
    auto* empty =
        new EmptyState("ranges", "No range selected", RichText("Drag across the timeline, or type offsets."));
    empty->setAction("Type offsets…");
    card->column()->addWidget(empty);
    auto* error = new ErrorCard;
    error->setError({ErrorCode::RangeGone, "the range is no longer whole: 15,439 records have expired",
                     "plant.machines, P2 @ 4,285,565", "Make the data set again from what is left."},
                    "Use what is left…");
    card->column()->addWidget(error);
    return card;
}

QWidget* toastCard() {
    auto* card = new GalleryCard("Toasts", "bottom right, 6 s; errors stay");
    int id = 0;
    for (const Toast& toast :
         {Toast{MessageKind::Ok, "ONNX written",
                RichText("Outputs equal within %1 on %2 rows.", {mono("3e-8"), mono("256")}), "Show file"},
          Toast{MessageKind::Info, "Run 14 finished",
                RichText("Best validation loss %1, epoch %2.", {mono("0.0229"), mono("37")}), "Open"},
          Toast{MessageKind::Ember, "Drift in vibration_mm_s",
                RichText("PSI %1 above %2 since %3.", {mono("0.24"), mono("0.20"), mono("10:58")}), "Look"},
          Toast{MessageKind::Error, "Export stopped: disk full",
                RichText("%1 of %2 written to /data. The partial file was removed.",
                         {mono("1.2 GiB"), mono("3.4 GiB")}),
                "Retry"}})
        card->column()->addWidget(new ToastCard(toast, ++id), 0, Qt::AlignLeft);
    return card;
}

QWidget* menuCard() {
    auto* card = new GalleryCard("Menu");
    auto* menu = new QMenu;
    menu->addAction("Copy value", QKeySequence::Copy, menu, [] {});
    QAction* key = menu->addAction("Copy key");
    menu->addAction("Copy record as JSON", QKeySequence("Ctrl+Shift+C"), menu, [] {});
    menu->addSeparator();
    menu->addAction("Start range here", QKeySequence("["), menu, [] {});
    QAction* produce = menu->addAction("Produce copy… (read-only)");
    produce->setEnabled(false);
    menu->setWindowFlags(Qt::Widget);
    menu->setActiveAction(key);
    card->column()->addWidget(menu, 0, Qt::AlignLeft);
    return card;
}

QWidget* typeCard() {
    auto* card = new GalleryCard("Type", "Inter for our words, JetBrains Mono for values");
    const std::pair<TextStyle, const char*> lines[] = {
        {TextStyle::Title, "Try it without a cluster"},
        {TextStyle::Page, "west-line"},
        {TextStyle::Body, "Looking at a topic joins no group."},
        {TextStyle::Strong, "epoch 14 of 40"},
        {TextStyle::Small, "A begins to expire in 5 h 28 min"},
        {TextStyle::Nav, "Data sets"},
        {TextStyle::Value, "4,702,585   plant.machines >= !="},
        {TextStyle::Tick, "10 k  14:30"},
        {TextStyle::Figure, "593,318"}};
    for (const auto& [style, text] : lines)
        card->column()->addWidget(textLabel(QString::fromUtf8(text), style));
    return card;
}

QWidget* iconCard() {
    auto* card = new GalleryCard("Icons", "16 and 24");
    auto* grid = new QGridLayout;
    int i = 0;
    for (const QString& name : iconNames()) {
        auto* label = new IconLabel(name, i % 2 == 0 ? 16 : 24, Token::Ink);
        label->setToolTip(name);
        grid->addWidget(label, i / 12, i % 12, Qt::AlignCenter);
        ++i;
    }
    card->column()->addLayout(grid);
    return card;
}

} // namespace driftwood::ui
