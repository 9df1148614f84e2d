#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/layout/tile.h"
#include "ui/widgets/lists/histogram.h"
#include "ui/widgets/lists/histogram_delegate.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/lists/two_line_delegate.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/text/text_label.h"
#include "widgets/gallery/gallery_cards.h"

#include <QHeaderView>
#include <QListView>
#include <QStandardItemModel>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>
#include <cmath>

namespace driftwood::ui {

namespace {

std::vector<double> bell(double mean, double width) {
    std::vector<double> bins(24);
    for (size_t i = 0; i < bins.size(); ++i)
        bins[i] = std::exp(-std::pow((static_cast<double>(i) - mean) / width, 2));
    return bins;
}

QStandardItem* item(const QString& text, Qt::Alignment alignment = Qt::AlignLeft) {
    auto* cell = new QStandardItem(text);
    cell->setTextAlignment(alignment | Qt::AlignVCenter);
    return cell;
}

} // namespace

QWidget* tableCard() {
    auto* card = new GalleryCard("Table", "rows 26 px, QTableView");
    auto* model = new QStandardItemModel(0, 5, card);
    model->setHorizontalHeaderLabels({"Timestamp", "P", "Offset", "Key", "A against B"});
    model->horizontalHeaderItem(2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const char* keys[] = {"machine-17", "machine-12", "machine-17", "machine-14", "", ""};
    for (int i = 0; i < 6; ++i) {
        auto* key = item(QString::fromLatin1(keys[i]));
        if (i == 4)
            key->setData(QVariant(), Qt::DisplayRole);
        if (i == 5)
            key->setData("not JSON: \"<\" at byte 0", ErrorTextRole);
        auto* shape = new QStandardItem;
        shape->setData(QVariant::fromValue(HistogramPair{bell(11, 4), bell(11 + i, 4), i > 3}),
                       HistogramRole);
        model->appendRow({item(QStringLiteral("14:31:%1.760").arg(49 - i)), item(QString::number(i % 6)),
                          item(QStringLiteral("4,702,58%1").arg(i), Qt::AlignRight), key, shape});
    }
    auto* view = new QTableView;
    view->setModel(model);
    view->setItemDelegate(new ValueDelegate(view));
    view->setItemDelegateForColumn(4, new HistogramDelegate(view));
    view->setShowGrid(false);
    view->setSortingEnabled(true);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(metrics::kTableRow);
    view->horizontalHeader()->setHighlightSections(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setColumnWidth(0, 110);
    view->setColumnWidth(1, 36);
    view->setColumnWidth(2, 90);
    view->setColumnWidth(3, 120);
    view->horizontalHeader()->setStretchLastSection(true);
    view->setCurrentIndex(model->index(2, 0));
    view->selectRow(2);
    view->setFixedHeight(26 * 7);
    card->column()->addWidget(view);
    return card;
}

QWidget* treeCard() {
    auto* card = new GalleryCard("Tree", "QTreeView, indent 16 px");
    auto* model = new QStandardItemModel(card);
    auto* staging = item("plant-staging");
    staging->setData(true, GroupRole);
    staging->setData("records/s", FigureRole);
    for (const auto& [name, rate] : {std::pair{"city.trips", "18.6"}, std::pair{"plant.machines", "41.2"}}) {
        auto* topic = item(name);
        topic->setData(rate, FigureRole);
        topic->setData(true, MonoRole);
        staging->appendRow(topic);
    }
    auto* west = item("plant-west");
    west->setData(true, GroupRole);
    west->setData("production", ClusterRole);
    west->setData("production", ClusterColorRole);
    west->appendRow(item("x"));
    model->appendRow(staging);
    model->appendRow(west);
    auto* view = new QTreeView;
    view->setModel(model);
    view->setHeaderHidden(true);
    view->setItemDelegate(new TreeDelegate(view));
    view->expand(staging->index());
    view->setCurrentIndex(staging->child(1)->index());
    view->setFixedHeight(28 * 4);
    card->column()->addWidget(view);
    return card;
}

QWidget* listCard() {
    auto* card = new GalleryCard("Two-line list", "rows 50 px");
    auto* model = new QStandardItemModel(card);
    const auto add = [model](const QString& title, const QString& second, DotKind dot,
                             const QString& figure) {
        auto* row = item(title);
        row->setData(second, SecondLineRole);
        row->setData(QVariant::fromValue(dot), DotRole);
        row->setData(figure, FigureRole);
        row->setData(QVariant::fromValue(QList<double>{9, 5, 3.5, 3, 2.6, 2.4, 2.3, 2.2}), SparklineRole);
        model->appendRow(row);
        return row;
    };
    add("run 14", "epoch 14 of 40", DotKind::Running, "0.0241");
    add("run 13", "40 epochs · kept as v3", DotKind::Ok, "0.0262");
    add("run 11", "loss not finite, step 1,204", DotKind::Error, "–")->setData(true, SecondLineErrorRole);
    auto* named =
        add("a data set with a very long name that must end", "842,115 · plant.machines", DotKind::None, {});
    named->setData("38 % expired", TagRole);
    named->setData(QVariant::fromValue(TagKind::Error), TagKindRole);
    named->setData(true, TagOnSecondLineRole);
    named->setData(QVariant(), SparklineRole);
    auto* view = new QListView;
    view->setModel(model);
    view->setItemDelegate(new TwoLineDelegate(view));
    view->setCurrentIndex(model->index(0, 0));
    view->setFixedSize(222, 200);
    setGround(*view->viewport(), Token::Window);
    card->column()->addWidget(view);
    return card;
}

QWidget* factsCard() {
    auto* card = new GalleryCard("Tiles and facts");
    auto* tiles = new TileRow;
    Tile* scored = tiles->addTile("Scored");
    scored->setFigure("41.2", "records/s");
    scored->setNote(RichText("%1 skipped", {mono("0")}));
    Tile* drifted = tiles->addTile("Drifted fields");
    drifted->setFigure("2", "of 13", Token::Ember);
    drifted->setNote(RichText("PSI > 0.20"));
    card->column()->addWidget(tiles);
    auto* section = new FactsSection("Identity");
    section->setFacts({{"Topic", "plant.machines"},
                       {"Cluster", "mQ7x…Zt0w"},
                       {"SHA-256", "9f2c 41ab … 7e05"},
                       {"Model", "machines-ae v3", "model:3"}});
    section->setTrailing(linkButton("plant-night-normal"));
    section->setNote(RichText("P0 is the first to expire, in %1.", {mono("5 h 28 min")}));
    card->column()->addWidget(section);
    return card;
}

} // namespace driftwood::ui
