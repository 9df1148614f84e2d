#include "session/app_context.h"
#include "session/range_selection.h"
#include "ui/browse/ranges/ranges_panel.h"
#include "ui/itemmodels/datasets/ranges_item_model.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>

// The table of ranges without a broker: offsets are never found.

using namespace driftwood;
using namespace driftwood::ui;

class TestRangesPanel : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void cleanup() { setFontFactor(100); }

    /// While offsets were looked up, the title "≈ Records" used to be cut by the scroll bar.
    void columnsFitWhateverIsKnown_data() {
        QTest::addColumn<int>("size");
        for (const int size : {90, 100, 150})
            QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void columnsFitWhateverIsKnown() {
        QFETCH(int, size);
        const QTemporaryDir folder;
        session::AppContext app(folder.path().toStdString());
        session::RangeSelection selection(app.background, app.connection);
        selection.setTopic(TopicName("plant"));
        RangesPanel panel;
        panel.show();
        setFontFactor(size);
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto* tree = panel.findChild<QTreeView*>();
        const auto* bar = tree->verticalScrollBar();
        int width = 0;
        const auto check = [&] {
            panel.setSelection(selection);
            panel.resize(1, 1); // as small as it may be
            QTRY_COMPARE(panel.size(), panel.minimumSizeHint());
            const QHeaderView* header = tree->header();
            for (int column = 0; column < header->count(); ++column) {
                if (header->isSectionHidden(column))
                    continue;
                const int end = header->sectionViewportPosition(column) + header->sectionSize(column);
                QVERIFY(end <= tree->viewport()->width());
                QVERIFY2(header->sectionSize(column) >= header->sectionSizeHint(column),
                         qPrintable(QStringLiteral("%1: %2").arg(column).arg(header->sectionSize(column))));
                QVERIFY(header->sectionSize(column) >=
                        static_cast<const QAbstractItemView*>(tree)->sizeHintForColumn(column));
            }
            const int records = header->sectionSize(RangesItemModel::Records);
            QVERIFY(width == 0 || records == width); // it never moves
            width = records;
        };
        selection.setTimes("A", TimestampMs(1'777'600'000'123), TimestampMs(1'777'690'000'456));
        QVERIFY(!selection.settled());
        check();
        for (const char* name : {"B", "C", "D"}) {
            selection.setOffsets(QString::fromLatin1(name), {TopicName("plant"),
                                                             {{PartitionId(0), Offset(10), Offset(400)},
                                                              {PartitionId(1), Offset(10), Offset(400)}}});
            check();
        }
        QVERIFY(bar->maximum() > 0); // there are more rows than places
        QTRY_VERIFY(selection.ranges().front().error.has_value());
        check();
    }
};

QTEST_MAIN(TestRangesPanel)
#include "test_ranges_panel.moc"
