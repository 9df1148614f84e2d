// The timeline view, driven by mouse and keyboard on the demo's topics.
#include "support/demo_context.h"
#include "support/moving_topic.h"
#include "ui/browse/ranges/dataset_dialog.h"
#include "ui/browse/ranges/offsets_dialog.h"
#include "ui/browse/ranges/select_view.h"
#include "ui/charts/timeline_chart.h"
#include "ui/itemmodels/datasets/comparison_item_model.h"
#include "ui/itemmodels/datasets/ranges_item_model.h"
#include "ui/theme/appearance.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/on_screen.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTreeView>
#include <QVBoxLayout>

// Included after the others, because moc cannot parse its first lines.
#include "tasks/leave.h"

using namespace driftwood;
using namespace driftwood::ui;

namespace {

const TopicName kMachines("plant.machines");
constexpr int kLong = 60000; ///< the machine may be busy

/// The offsets in a range's rows of the model, parsed from the text that the user sees.
broker::TopicRanges shownOffsets(const RangesItemModel& model, const QString& name) {
    broker::TopicRanges out{kMachines, {}};
    const QModelIndex top = model.indexOf(name);
    for (int row = 0; row < model.rowCount(top); ++row) {
        const auto number = [&](int column) {
            return Offset(parseOffset(model.index(row, column, top).data().toString()).value_or(-1));
        };
        const int partition = model.index(row, 0, top).data(RangesItemModel::PartitionRole).toInt();
        out.ranges.push_back(
            {PartitionId(partition), number(RangesItemModel::Begin), number(RangesItemModel::End)});
    }
    return out;
}

bool settled(const RangesItemModel& model, const QString& name) {
    const QModelIndex top = model.indexOf(name);
    return model.rowCount(top) > 0 &&
           parseOffset(top.siblingAtColumn(RangesItemModel::Records).data().toString()).has_value();
}

} // namespace

class TestSelect : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<test::DemoContext> m_demo;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<SelectView> m_view;
    TimelineChart* m_chart = nullptr;
    RangesItemModel* m_ranges = nullptr;

    /// Drags over the chart between two shares of its width.
    void brush(double from, double to) {
        const auto at = [&](double share) {
            return QPoint(int(m_chart->width() * share), m_chart->height() / 2);
        };
        QTest::mousePress(m_chart, Qt::LeftButton, {}, at(from));
        QTest::mouseMove(m_chart, at((from + to) / 2));
        QTest::mouseMove(m_chart, at(to));
        QTest::mouseRelease(m_chart, Qt::LeftButton, {}, at(to));
    }
    template <class Dialog>
    Dialog* dialog() const {
        return m_view->findChild<Dialog*>();
    }
    QAction* create() const { return m_view->headerActions().last(); }

    /// The broker's own offsets for the two times.
    broker::TopicRanges offsetsOf(const Interval& span) {
        const auto begin = m_demo->broker().offsetsAtTime(kMachines, TimestampMs(std::int64_t(span.begin)));
        const auto end = m_demo->broker().offsetsAtTime(kMachines, TimestampMs(std::int64_t(span.end)));
        broker::TopicRanges out{kMachines, {}};
        for (std::size_t i = 0; begin && end && i < begin->size(); ++i)
            out.ranges.push_back({(*begin)[i].partition, (*begin)[i].offset, (*end)[i].offset});
        return out;
    }

  private Q_SLOTS:
    void initTestCase() {
        applyTheme(*qApp, ThemeChoice::Light);
        m_demo = std::make_unique<test::DemoContext>();
        QVERIFY2(m_demo->ready(), "the demo did not start");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo->folder.path());
        m_preferences = std::make_unique<Preferences>();
        m_preferences->setTimesAreUtc(true);
    }

    void init() {
        m_view = std::make_unique<SelectView>(PageContext{*m_demo->app, *m_preferences});
        m_view->resize(1180, 760);
        m_view->setTopic(kMachines);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_chart = m_view->findChild<TimelineChart*>();
        m_ranges = m_view->findChild<RangesItemModel*>();
        QVERIFY(m_chart != nullptr && m_ranges != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(m_view->statusFacts().value(0).startsWith("timeline"), kLong);
    }
    void cleanup() { m_view.reset(); }

    void cleanupTestCase() { m_demo->app.reset(); }

    void aBrushedRangeIsTheBrokersOffsets() {
        brush(0.3, 0.6);
        QCOMPARE(m_chart->ranges().size(), std::size_t(1));
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        const auto asked = offsetsOf(m_chart->ranges().front().span);
        QVERIFY(asked.span() > 0);
        QVERIFY(shownOffsets(*m_ranges, "A") == asked);

        brush(0.7, 0.8);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "B"), kLong);
        QVERIFY(shownOffsets(*m_ranges, "B") == offsetsOf(m_chart->ranges().back().span));
        // Both ranges were read, and B was compared with A.
        auto* fields = m_view->findChild<ComparisonItemModel*>();
        QTRY_VERIFY_WITH_TIMEOUT(fields->hasB(), kLong);
        QVERIFY(fields->rowCount() > 5);
    }

    void anEdgeIsMovedByTheKeyboard() {
        brush(0.3, 0.5);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        const auto before = m_chart->ranges().front().span;
        const auto begins = shownOffsets(*m_ranges, "A");
        m_chart->setFocus();
        QTest::keyClick(m_chart, Qt::Key_BracketRight);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_chart, Qt::Key_Right);
        const auto after = m_chart->ranges().front().span;
        QVERIFY(after != before);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A") && shownOffsets(*m_ranges, "A") == offsetsOf(after),
                                 kLong);
        QVERIFY(!(shownOffsets(*m_ranges, "A") == begins));
        // One undo reverts one look-up.
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A") && shownOffsets(*m_ranges, "A") == begins, kLong);
    }

    void aRangeAddedByTheKeyboardCanBeLeftOutAndRemoved() {
        brush(0.2, 0.8);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        const qint64 whole = shownOffsets(*m_ranges, "A").span();
        for (QPushButton* button : m_view->findChildren<QPushButton*>())
            if (button->text().contains("Add range"))
                QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "B"), kLong);
        auto* tree = m_view->findChild<QTreeView*>();
        tree->setFocus();
        tree->setCurrentIndex(m_ranges->indexOf("B"));
        QTest::keyClick(tree, Qt::Key_X);
        QTRY_VERIFY(m_ranges->indexOf("B").data(RangesItemModel::ExcludedRole).toBool());
        QCOMPARE(m_chart->ranges().size(), std::size_t(1));

        create()->trigger();
        auto* naming = dialog<DatasetDialog>();
        QVERIFY(naming != nullptr);
        const auto request = naming->request();
        QCOMPARE(request.ranges.span(), whole - shownOffsets(*m_ranges, "B").span());
        QVERIFY(request.ranges.ranges.size() >
                shownOffsets(*m_ranges, "A").ranges.size()); // two stretches per partition
        QTest::keyClick(naming, Qt::Key_Escape);

        tree->setCurrentIndex(m_ranges->indexOf("B"));
        QTest::keyClick(tree, Qt::Key_Delete);
        QTRY_VERIFY(!m_ranges->indexOf("B").isValid());
    }

    void whatTheBarsButtonsDidIsUndoneWhereverTheKeyboardIs() {
        QWidget around;
        auto* column = new QVBoxLayout(&around);
        auto* elsewhere = new QTreeView(&around); // like the list of topics
        column->addWidget(elsewhere);
        column->addWidget(m_view.get());
        around.resize(1180, 900);
        around.show();
        around.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&around));
        const auto press = [&](const QString& text) {
            for (QPushButton* button : m_view->findChildren<QPushButton*>())
                if (button->text() == text && button->isVisible()) {
                    QTest::mouseClick(button, Qt::LeftButton);
                    return true;
                }
            return false;
        };
        const auto undo = [&] {
            elsewhere->setFocus();
            QTest::keyClick(elsewhere, Qt::Key_Z, Qt::ControlModifier);
        };
        const auto excluded = [&](const QString& name) {
            return m_ranges->indexOf(name).data(RangesItemModel::ExcludedRole).toBool();
        };
        brush(0.2, 0.8);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        const auto before = shownOffsets(*m_ranges, "A");
        QVERIFY(press("Exclude"));
        QTRY_VERIFY(excluded("A"));
        undo();
        QTRY_VERIFY(m_ranges->indexOf("A").isValid() && !excluded("A"));
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        QVERIFY(shownOffsets(*m_ranges, "A") == before);
        QVERIFY(press("Add range"));
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "B"), kLong);
        undo();
        QTRY_VERIFY(!m_ranges->indexOf("B").isValid());
        QVERIFY(m_ranges->indexOf("A").isValid());

        // Undo again, and redo once more.
        const auto redo = [&] {
            elsewhere->setFocus();
            QTest::keyClick(elsewhere, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        };
        redo();
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "B"), kLong);
        undo();
        undo();
        QTRY_VERIFY(!m_ranges->indexOf("A").isValid());
        QTest::keyClick(elsewhere, Qt::Key_Y, Qt::ControlModifier); // the other common shortcut
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        QVERIFY(shownOffsets(*m_ranges, "A") == before);
        QVERIFY(!m_ranges->indexOf("B").isValid());
        // Another change discards the states to redo.
        QVERIFY(press("Exclude"));
        redo();
        QVERIFY(excluded("A") && !m_ranges->indexOf("B").isValid());
        m_view->setParent(nullptr);
    }

    void withoutBNothingOfItStaysInTheStatistics() {
        brush(0.2, 0.4);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        auto* fields = m_view->findChild<ComparisonItemModel*>();
        QTRY_VERIFY_WITH_TIMEOUT(fields->rowCount() > 0, kLong);
        const auto outlined = [&] {
            for (int row = 0; row < fields->rowCount(); ++row)
                if (!fields->field(row).shapeB.empty())
                    return true;
            return false;
        };
        brush(0.6, 0.8);
        QTRY_VERIFY_WITH_TIMEOUT(fields->hasB() && outlined(), kLong);
        QTest::keyClick(m_view.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!fields->hasB());
        QVERIFY(fields->rowCount() > 0 && !outlined());
        QCOMPARE(fields->beyondLimit(), 0);

        // A moves while B stays: B is compared again, with the new A.
        brush(0.6, 0.8);
        QTRY_VERIFY_WITH_TIMEOUT(fields->hasB() && outlined(), kLong);
        m_chart->setFocus();
        QTest::keyClick(m_chart, Qt::Key_BracketRight);
        QTest::keyClick(m_chart, Qt::Key_BracketRight);
        QTest::keyClick(m_chart, Qt::Key_BracketRight);
        QTest::keyClick(m_chart, Qt::Key_Right);
        QTRY_VERIFY_WITH_TIMEOUT(!outlined(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(fields->hasB() && outlined(), kLong);
    }

    void theReadoutFollowsADrag() {
        const auto at = [&](double share) {
            return QPoint(int(m_chart->width() * share), m_chart->height() / 2);
        };
        QTest::mouseMove(m_chart, at(0.3));
        QTest::mousePress(m_chart, Qt::LeftButton, {}, at(0.3));
        const QString begin = m_chart->readoutText();
        QTest::mouseMove(m_chart, at(0.5));
        QTest::mouseMove(m_chart, at(0.7));
        const QString end = m_chart->readoutText();
        QTest::mouseRelease(m_chart, Qt::LeftButton, {}, at(0.7));
        QVERIFY(!end.isEmpty());
        QVERIFY2(begin != end, qPrintable(begin));
        QTest::mouseMove(m_chart, at(0.7) + QPoint(1, 0));
        QCOMPARE(m_chart->readoutText(), end);
    }

    void theDialogGrowsWithItsErrors() {
        const DialogsOnScreen onScreen;
        brush(0.4, 0.7);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A") && create()->isEnabled(), kLong);
        create()->trigger();
        auto* naming = dialog<DatasetDialog>();
        QVERIFY(naming != nullptr && QTest::qWaitForWindowExposed(naming));
        for (auto* edit : naming->findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == "Keep rows where")
                QTest::keyClicks(edit, "no.such.field.of.this.topic > 3 and pressure > 5");
            if (edit->accessibleName() == "Field types")
                QTest::keyClicks(edit, "no.such=number");
        }
        int errors = 0;
        for (const auto* line : naming->findChildren<QLabel*>()) {
            if (!line->isVisible() || !line->wordWrap() || line->text().isEmpty())
                continue;
            ++errors;
            QTRY_VERIFY2(line->height() >= line->heightForWidth(line->width()), qPrintable(line->text()));
            QTRY_VERIFY2(line->visibleRegion().boundingRect().height() == line->height(),
                         qPrintable(line->text())); // all of it is visible without scrolling
        }
        QVERIFY(errors >= 3); // including the line with the number of records
        for (const auto* button : naming->findChildren<QPushButton*>())
            QVERIFY(naming->rect().contains(button->geometry()));
        QTest::keyClick(naming, Qt::Key_Escape);
    }

    void rangesAreCalledWhatTheyAreEverywhere() {
        brush(0.1, 0.25);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        brush(0.35, 0.5);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "B"), kLong);
        auto* tree = m_view->findChild<QTreeView*>();
        tree->setFocus();
        tree->setCurrentIndex(m_ranges->indexOf("A"));
        QTest::keyClick(tree, Qt::Key_X); // A is excluded from the others, so B and C are compared
        QTRY_VERIFY(m_ranges->indexOf("A").data(RangesItemModel::ExcludedRole).toBool());
        brush(0.65, 0.8);
        QCOMPARE(m_chart->ranges().back().name, QString("C")); // also during the drag
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "C"), kLong);
        auto* fields = m_view->findChild<ComparisonItemModel*>();
        QTRY_VERIFY_WITH_TIMEOUT(fields->hasB(), kLong);
        const auto header = [&](int column) {
            return fields->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        };
        QCOMPARE(header(ComparisonItemModel::MeanA), QString("Mean B"));
        QCOMPARE(header(ComparisonItemModel::MeanB), QString("Mean C"));
        QCOMPARE(header(ComparisonItemModel::Shape), QString("B against C"));
        for (const BrushRange& range : m_chart->ranges()) {
            QVERIFY(range.name == "B" || range.name == "C");
            // The label in the chart and the row of the table have one count.
            const QModelIndex row = m_ranges->indexOf(range.name);
            const QString records = row.siblingAtColumn(RangesItemModel::Records).data().toString();
            QVERIFY2(m_chart->summary().contains(records), qPrintable(records + ": " + m_chart->summary()));
        }
    }

    void typedOffsetsAreExactAndWrongOnesAreRefused() {
        QCOMPARE(parseOffset("9,007,199,254,740,993").value(), std::int64_t(9'007'199'254'740'993));
        QCOMPARE(parseOffset("9223372036854775807").value(), std::numeric_limits<std::int64_t>::max());
        for (const char* wrong : {"9223372036854775808", "-1", "+1", "1.0", "1e3", "", "P0"})
            QVERIFY2(!parseOffset(wrong), wrong);

        const auto log = m_demo->whole(kMachines);
        auto* tree = m_view->findChild<QTreeView*>();
        for (QPushButton* button : m_view->findChildren<QPushButton*>())
            if (button->text().contains("Type offsets") && button->isVisible())
                QTest::mouseClick(button, Qt::LeftButton);
        auto* typing = dialog<OffsetsDialog>();
        QVERIFY(typing != nullptr && tree != nullptr);
        QTRY_VERIFY(typing->isVisible());
        const auto field = [&](const QString& name) {
            for (QLineEdit* edit : typing->findChildren<QLineEdit*>())
                if (edit->accessibleName() == name)
                    return edit;
            return static_cast<QLineEdit*>(nullptr);
        };
        QLineEdit* begin = field("Begin offset of P1");
        QLineEdit* end = field("End offset of P1");
        QVERIFY(begin != nullptr && end != nullptr);
        const auto use = [&] {
            for (QPushButton* button : typing->findChildren<QPushButton*>())
                if (button->isDefault())
                    return button;
            return static_cast<QPushButton*>(nullptr);
        };
        QVERIFY(!use()->isEnabled());
        const auto& p1 = log.ranges[1];
        QTest::keyClicks(begin, QString::number(p1.begin.value + 7));
        QTest::keyClicks(end, "9223372036854775808"); // one more than the largest offset
        QVERIFY(!use()->isEnabled());
        end->clear();
        QTest::keyClicks(end, QString::number(p1.end.value + 1)); // an offset that does not exist yet
        QVERIFY(!use()->isEnabled());
        end->clear();
        QTest::keyClicks(end, QString::number(p1.begin.value + 19));
        QVERIFY(use()->isEnabled());
        QTest::keyClick(end, Qt::Key_Return);
        const broker::TopicRanges typed{
            kMachines, {{PartitionId(1), Offset(p1.begin.value + 7), Offset(p1.begin.value + 19)}}};
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A") && shownOffsets(*m_ranges, "A") == typed, kLong);
        // Its times are those of its records, where it is drawn.
        QTRY_COMPARE_WITH_TIMEOUT(m_chart->ranges().size(), std::size_t(1), kLong);
    }

    void aDataSetMadeHereIsTheOneTheCoreMakes() {
        brush(0.4, 0.7);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A"), kLong);
        const auto ranges = shownOffsets(*m_ranges, "A");
        auto* fields = m_view->findChild<ComparisonItemModel*>();
        QTRY_VERIFY_WITH_TIMEOUT(fields->rowCount() > 0, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(create()->isEnabled(), kLong);
        QSignalSpy went(m_view.get(), &SelectView::linkActivated);

        create()->trigger();
        auto* naming = dialog<DatasetDialog>();
        QVERIFY(naming != nullptr);
        QTRY_VERIFY(naming->isVisible());
        const auto edits = naming->findChildren<QLineEdit*>();
        QLineEdit* name = nullptr;
        QLineEdit* filter = nullptr;
        for (QLineEdit* edit : edits) {
            name = edit->accessibleName() == "Name" ? edit : name;
            filter = edit->accessibleName() == "Keep rows where" ? edit : filter;
        }
        QVERIFY(name != nullptr && filter != nullptr);
        QPushButton* make = nullptr;
        for (QPushButton* button : naming->findChildren<QPushButton*>())
            make = button->isDefault() ? button : make;
        QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(name, "brushed");
        QTest::keyClicks(filter, "no.such > 3");
        QVERIFY(!make->isEnabled());
        filter->clear();
        const QString path = fields->index(0, ComparisonItemModel::Field).data().toString();
        QTest::keyClicks(filter, "@partition < 2");
        QVERIFY2(make->isEnabled(), qPrintable(path));
        QTest::mouseClick(make, Qt::LeftButton);

        QTRY_COMPARE_WITH_TIMEOUT(went.size(), 1, kLong);
        const auto link = went.first().first().value<Link>();
        QCOMPARE(link.to, Link::To::Dataset);
        QCOMPARE(link.name, QString("brushed"));
        QTRY_VERIFY_WITH_TIMEOUT(m_demo->app->store.snapshot().dataset("brushed") != nullptr, kLong);
        const auto kept = m_demo->app->store.snapshot().dataset("brushed")->manifest;

        dataset::DatasetRequest same;
        same.name = "brushed";
        same.ranges = ranges;
        same.filter = dataset::Filter::parse("@partition < 2").value();
        same.decoder = kept.decoder;
        const auto direct = dataset::createDataset(m_demo->broker(), same, {}, {});
        VERIFY_OK(direct);
        QCOMPARE(kept.fingerprint, direct->manifest.fingerprint);
        QVERIFY(kept.partitions == direct->manifest.partitions);
        QCOMPARE(kept.rows, direct->manifest.rows);
    }

    /// The dialog opens again with all that was typed, and explains the error at its field.
    void aFilterThatLeavesNoRowIsMendedNotTypedAgain() {
        brush(0.4, 0.5);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A") && create()->isEnabled(), kLong);
        QSignalSpy went(m_view.get(), &SelectView::linkActivated);
        const auto field = [this](const QString& name) -> QLineEdit* {
            auto* shown = dialog<DatasetDialog>();
            for (auto* edit : shown != nullptr ? shown->findChildren<QLineEdit*>() : QList<QLineEdit*>())
                if (edit->accessibleName() == name && shown->isVisible())
                    return edit;
            return nullptr;
        };
        create()->trigger();
        QTRY_VERIFY(field("Name") != nullptr);
        QTest::keyClick(field("Name"), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field("Name"), "mended");
        QTest::keyClicks(field("Keep rows where"), "pressure > 1e9");
        QPointer<DatasetDialog> first = dialog<DatasetDialog>();
        QTest::keyClick(field("Name"), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(first.isNull() && field("Name") != nullptr, kLong);
        QCOMPARE(field("Name")->text(), QString("mended"));
        QCOMPARE(field("Keep rows where")->text(), QString("pressure > 1e9"));
        QVERIFY(hasFieldError(*field("Keep rows where")));
        bool said = false;
        for (const auto* line : dialog<DatasetDialog>()->findChildren<QLabel*>())
            said = said || (line->isVisible() && line->text().contains("o row is left"));
        QVERIFY(said);
        QVERIFY(field("Keep rows where")->hasFocus());
        QTest::keyClick(field("Keep rows where"), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field("Keep rows where"), "pressure < 1e9");
        QVERIFY(!hasFieldError(*field("Keep rows where")));
        QTest::keyClick(field("Keep rows where"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(went.size(), 1, kLong);
        QCOMPARE(went.first().first().value<Link>().name, QString("mended"));
    }

    void anAddedRangeLiesBesideTheOthers() {
        const auto press = [this](const QString& text) {
            for (QPushButton* button : m_view->findChildren<QPushButton*>())
                if (button->text() == text && button->isVisible())
                    QTest::mouseClick(button, Qt::LeftButton);
        };
        for (std::size_t ranges = 1; ranges <= 3; ++ranges) {
            press("Add range");
            QTRY_COMPARE(m_chart->ranges().size(), ranges);
            for (std::size_t i = 1; i < ranges; ++i)
                for (std::size_t j = 0; j < i; ++j) {
                    const Interval& a = m_chart->ranges()[i].span;
                    const Interval& b = m_chart->ranges()[j].span;
                    QVERIFY2(a.end <= b.begin || b.end <= a.begin, "they share time");
                }
        }
    }

    void whatSeveralRangesHoldIsSaidBeforeTheDataSetIsMade() {
        tasks::Background background;
        session::RangeSelection selection(background, m_demo->app->connection);
        selection.setTopic(kMachines);
        selection.setOffsets("A", {kMachines, {{PartitionId(0), Offset(0), Offset(3000)}}});
        selection.setOffsets("B", {kMachines, {{PartitionId(0), Offset(1800), Offset(3060)}}});
        DatasetDialog naming({"both", {}, &selection, std::nullopt});
        QStringList said;
        for (const auto* line : naming.findChildren<QLabel*>())
            said << line->text();
        const QString all = said.join('\n');
        QVERIFY2(all.contains("3,060 records of"), qPrintable(all));
        QVERIFY2(all.contains("overlap") && all.contains("1,200 records"), qPrintable(all));
    }

    void stoppedInTheMiddleNothingIsKept() {
        brush(0.1, 0.9);
        QTRY_VERIFY_WITH_TIMEOUT(settled(*m_ranges, "A") && create()->isEnabled(), kLong);
        m_view->stopWhatRuns();
        create()->trigger();
        auto* naming = dialog<DatasetDialog>();
        QVERIFY(naming != nullptr);
        QLineEdit* name = naming->findChildren<QLineEdit*>().first();
        QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(name, "stopped");
        QTest::keyClick(name, Qt::Key_Return);
        QVERIFY(m_view->stopWhatRuns()); // Esc, before many records can have arrived
        tasks::Job* job = m_demo->app->jobs.jobs().last();
        QTRY_VERIFY_WITH_TIMEOUT(job->over(), kLong);
        QCOMPARE(job->state(), tasks::Job::State::Stopped);
        auto workspace = workspace::Workspace::open(m_demo->app->store.folder());
        VERIFY_OK(workspace);
        VERIFY_FAILS((*workspace)->dataset("stopped"), ErrorCode::NotFound);
    }

    void whatHasExpiredIsSaidAndCanBeCutAway() {
        const TopicName topic("readings");
        auto moving = test::MovingTopic::start(topic, 2);
        VERIFY_OK(moving);
        const QTemporaryDir folder;
        session::AppContext app(folder.path().toStdString());
        app.connection.connectTo((*moving)->connection().profile());
        const auto known = [&] {
            const auto* facts = app.connection.topic(topic);
            return facts != nullptr && facts->watermarks.size() == 2;
        };
        QTRY_VERIFY_WITH_TIMEOUT(known(), kLong);
        SelectView view(PageContext{app, *m_preferences});
        view.resize(1180, 760);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        // A range from last week's manifest or alarm, whose first records have expired.
        broker::TopicRanges old{topic, {}};
        for (const auto& marks : app.connection.topic(topic)->watermarks)
            old.ranges.push_back({marks.partition, Offset(0), marks.high});
        QVERIFY(app.connection.topic(topic)->watermarks.front().low.value > 0);
        view.setRanges(old);
        auto* card = view.findChild<ErrorCard*>("rangesProblem");
        const auto said = [&] { return card->error().code == ErrorCode::RangeGone && !card->isHidden(); };
        QTRY_VERIFY_WITH_TIMEOUT(said(), kLong);
        QVERIFY(!view.headerActions().last()->isEnabled());
        QTest::mouseClick(card->actionButton(), Qt::LeftButton);
        auto* ranges = view.findChild<RangesItemModel*>();
        QCOMPARE(ranges->rowCount(ranges->indexOf("A")), 2);
        const auto begin = [&] {
            const QModelIndex cell = ranges->index(0, RangesItemModel::Begin, ranges->indexOf("A"));
            return parseOffset(cell.data().toString()).value_or(-1);
        };
        QTRY_VERIFY_WITH_TIMEOUT(begin() > 0, kLong);
    }
};

/// Like QTEST_MAIN, but ends like the programs do, because an abandoned read of fields may still run in the
/// background.
int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setAttribute(Qt::AA_Use96Dpi, true);
    TestSelect test;
    return tasks::leave(QTest::qExec(&test, argc, argv));
}

#include "test_select.moc"
