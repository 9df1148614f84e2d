#include "browsing/record_scan.h"
#include "decoder/formats/format.h"
#include "ui/browse/records/decoding_combo.h"
#include "ui/browse/records/record_inspector.h"
#include "ui/browse/records/record_table.h"
#include "ui/itemmodels/datasets/manifest_item_models.h"
#include "ui/itemmodels/topics/payload_item_model.h"
#include "ui/theme/elide.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/lists/windowed_table.h"
#include "ui/widgets/messages/banner.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QAction>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPlainTextEdit>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTableView>
#include <QToolTip>
#include <QTreeView>
#include <QtTest>

// Values of 50 MB wherever a topic's value is shown: no event of the window may take long. Qt shapes a text
// as a whole before it elides it, which takes some ten seconds for these.

using namespace driftwood;
using namespace driftwood::ui;

namespace {

constexpr std::size_t kLarge = 50U << 20U;
/// Shaping a whole text takes a hundred times as long as this limit. On an idle machine, less than 100 ms are
/// expected.
constexpr qint64 kSlowMs = 3000;

/// Remembers the event that took longest.
class TimedApplication : public QApplication {
  public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
        const auto type = event->type();
        const QByteArray name = receiver->metaObject()->className();
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        if (m_depth == 0 && timer.elapsed() > m_slowest) {
            m_slowest = timer.elapsed();
            m_what =
                QStringLiteral("%1, event %2: %3 ms").arg(QString::fromLatin1(name)).arg(type).arg(m_slowest);
        }
        return done;
    }
    void startOver() {
        m_slowest = -1;
        m_what.clear();
    }
    [[nodiscard]] qint64 slowestMs() const { return m_slowest; }
    [[nodiscard]] const QString& what() const { return m_what; }

  private:
    int m_depth = 0;
    qint64 m_slowest = -1;
    QString m_what;
};

TimedApplication& app() { return *static_cast<TimedApplication*>(qApp); }

/// Without blanks to break at: the worst case.
const std::string& large() {
    static const std::string text(kLarge, 'w');
    return text;
}

browsing::RecordReading::Spec spec() {
    auto spec = std::make_shared<decoder::DecoderSpec>();
    spec->schema.fields = {{"id", records::FieldType::Int64}, {"text", records::FieldType::Text}};
    return spec;
}

/// One record whose key, value, field, header or reason is large.
browsing::RecordRef record(const browsing::RecordReading::Spec& spec, const std::string& value, bool decoded,
                           const std::string& reason = {}) {
    const auto schema = std::shared_ptr<const records::Schema>(spec, &spec->schema);
    auto block = std::make_shared<browsing::RecordBlock>(schema);
    const broker::RawRecord raw{PartitionId(0), Offset(7), TimestampMs(1777636800000), true, true,
                                large(),        value};
    const broker::Headers headers{{"trace", large()}};
    if (!decoded) {
        block->addUndecoded(raw, headers, reason);
    } else {
        records::RecordBatch rows(schema);
        rows.appendPosition(raw.partition, raw.offset, raw.timestamp, &raw.key);
        rows.column(0).appendInt(7);
        rows.column(1).appendText(large());
        block->addDecoded(raw, headers, rows, 0);
    }
    return {block, 0};
}

void hover(QWidget& widget, const QPoint& at) {
    QHelpEvent help(QEvent::ToolTip, at, widget.mapToGlobal(at));
    QCoreApplication::sendEvent(&widget, &help);
    QTest::qWait(30);
    QToolTip::hideText();
    QTest::qWait(30);
}

} // namespace

class TestLongValues : public QObject {
    Q_OBJECT

    /// Performs the action, waits until the widget is painted, and checks the time of the slowest event.
    template <class Act>
    void within(QWidget& widget, const char* where, Act act) {
        app().startOver();
        if (!widget.isVisible()) {
            widget.resize(420, 700);
            widget.show();
            QVERIFY(QTest::qWaitForWindowExposed(&widget));
        }
        QElapsedTimer timer;
        timer.start();
        act();
        const qint64 acted = timer.elapsed();
        for (int i = 0; i < 3; ++i)
            QTest::qWait(20);
        qInfo("%s: done in %lld ms, slowest event %s", where, static_cast<long long>(acted),
              qPrintable(app().what()));
        QVERIFY2(app().slowestMs() < kSlowMs, qPrintable(QString::fromLatin1(where) + ": " + app().what()));
        QVERIFY2(acted < kSlowMs, where);
    }

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void everyTabOfTheInspector_data() {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("decoded");
        QTest::newRow("JSON, decoded") << "{\"id\":7,\"text\":\"" << true;
        QTest::newRow("text") << QString() << false;
    }
    void everyTabOfTheInspector() {
        QFETCH(QString, value);
        QFETCH(bool, decoded);
        const auto its = spec();
        const std::string whole = value.isEmpty() ? large() : value.toStdString() + large() + "\"}";
        const auto ref = record(its, whole, decoded);
        QAction copy;
        RecordInspector inspector(&copy);
        within(inspector, "empty", [] {});
        within(inspector, "shown", [&] { inspector.setRecord(TopicName("t"), ref, its); });
        auto* tabs = inspector.findChild<QTabBar*>();
        auto* text = inspector.findChild<QPlainTextEdit*>();
        auto* tree = inspector.findChild<QTreeView*>();
        QVERIFY(tabs != nullptr && text != nullptr && tree != nullptr);
        for (int tab = tabs->count() - 1; tab >= 0; --tab) {
            within(inspector, qPrintable(tabs->tabText(tab)),
                   [&] { QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center()); });
            QCOMPARE(tabs->currentIndex(), tab);
            if (tab > 0) // some of it, but not all
                QVERIFY(text->toPlainText().size() > 1000 && text->toPlainText().size() < 200'000);
        }
        for (int row = 0; row < tree->model()->rowCount(); ++row)
            for (int column = 0; column < tree->model()->columnCount(); ++column)
                within(inspector, "tool tip", [&] {
                    hover(*tree->viewport(), tree->visualRect(tree->model()->index(row, column)).center());
                });
        // The first click afterwards still works, and copying copies the whole value.
        const QModelIndex longest = tree->model()->index(decoded ? 1 : 0, PayloadItemModel::Value);
        within(inspector, "clicked", [&] {
            QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(longest).center());
        });
        QCOMPARE(tree->currentIndex().row(), longest.row());
        if (decoded)
            QCOMPARE(static_cast<PayloadItemModel*>(tree->model())->wholeText(longest).size(),
                     qsizetype(kLarge));
    }

    /// A text that reorders what follows it would show something else than the record holds.
    void controlCharactersAreSeen() {
        const auto its = spec();
        const QString text = QStringLiteral("first\nab") + QChar(0x202E) + QStringLiteral("gpj.exe\x1b[31m");
        const auto ref = record(its, text.toStdString(), false);
        QAction copy;
        RecordInspector inspector(&copy);
        inspector.setRecord(TopicName("t"), ref, its);
        inspector.show();
        auto* tabs = inspector.findChild<QTabBar*>();
        auto* shown = inspector.findChild<QPlainTextEdit*>();
        for (const int tab : {1, 2}) { // text, raw
            QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
            QVERIFY2(shown->toPlainText().contains("first\nab\\u202egpj.exe\\x1b[31m"),
                     qPrintable(shown->toPlainText()));
        }
    }

    void everyColumnOfTheTable() {
        const auto its = spec();
        RecordTable table;
        table.resize(900, 300);
        within(table, "empty", [&] { table.begin(its, true, false, false); });
        // Created before the measurement, as a worker would do it.
        const auto decoded = record(its, large(), true);
        const auto failed = record(its, large(), false, large());
        const auto raw = record(its, large(), false);
        within(table, "decoded", [&] { table.add({decoded}); });
        within(table, "failed", [&] { table.add({failed}); });
        within(table, "raw", [&] {
            table.begin(nullptr, true, true, false);
            table.add({raw});
        });
        auto* view = table.table()->view();
        for (int column = 0; column < view->model()->columnCount(); ++column)
            within(table, "tool tip", [&] {
                hover(*view->viewport(), view->visualRect(view->model()->index(0, column)).center());
            });
    }

    void theQuarantine() {
        FailureItemModel failures;
        failures.setFailures({{{PartitionId(0), Offset(3)}, "not JSON: " + large()}});
        QTableView view;
        view.setModel(&failures);
        view.setItemDelegate(new ValueDelegate(&view));
        within(view, "quarantine", [&] { view.resizeColumnsToContents(); });
        within(view, "tool tip", [&] {
            hover(*view.viewport(), view.visualRect(failures.index(0, FailureItemModel::Reason)).center());
        });
    }

    void factsTitlesAndSentences() {
        const QString text = QString::fromStdString(large());
        FactsSection facts("Field");
        within(facts, "facts", [&] {
            facts.setHeading(text);
            facts.setFacts({{text, text}, {"Reason", text, {}, TextStyle::Body, Token::Error, text}});
            facts.setNote(RichText(text));
        });
        ElidedLabel label;
        within(label, "label", [&] { label.setText(text); });
        within(label, "tool tip", [&] { hover(label, QPoint(10, 10)); });
        RichLine line;
        within(line, "line", [&] { line.setRichText(RichText("%1 and %2", {mono(text), strong(text)})); });
        within(line, "tool tip", [&] { hover(line, QPoint(10, 10)); });
        RichLine wrapping;
        wrapping.setWrap(true);
        within(wrapping, "sentence", [&] { wrapping.setRichText(RichText(text)); });
        Banner banner;
        within(banner, "banner", [&] { banner.showMessage(MessageKind::Error, RichText(text), "Retry"); });
    }

    void aViewThatAsksForTheSizeOfItsCells() {
        // With any model and Qt's own delegate, the style lays out no more than is visible.
        QStandardItemModel model(1, 2);
        model.setData(model.index(0, 0), QString::fromStdString(large().substr(0, 10U << 20U)));
        QTableView view;
        view.setModel(&model);
        within(view, "plain table", [&] {
            view.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
            view.resizeRowsToContents();
        });
    }

    /// It was as wide as its longest entry, and the bar took two lines.
    void theBoxOfADecoderIsAsWideAsItsChoice() {
        DecodingCombo combo("Value", false);
        const auto advance = [&combo] { return combo.fontMetrics().horizontalAdvance(combo.currentText()); };
        const int around = combo.sizeHint().width() - advance();
        decoder::Detection seen;
        seen.records = seen.payloads = 1'000'000;
        for (const decoder::Format* const format : decoder::formats())
            seen.formats.push_back({format->format, seen.payloads});
        combo.setFound("JSON", seen);
        QCOMPARE(combo.currentText(), QString("auto · JSON"));
        QCOMPARE(combo.sizeHint().width(), around + advance());
        QVERIFY(combo.sizeHint().width() < combo.QComboBox::sizeHint().width());
        combo.setFound(QString(60, 'x'), seen); // no longer than that: it is elided
        QVERIFY(combo.sizeHint().width() < around + advance());
    }

    void whatIsCutSaysSoAndNothingElseIs() {
        QCOMPARE(cutText("short", 5), QString("short"));
        QCOMPARE(cutText("longer", 5), QString::fromUtf16(u"longe\u2026"));
        QCOMPARE(cutText("abcdefgh", 4, Qt::ElideMiddle), QString::fromUtf16(u"ab\u2026gh"));
        const QString pairs = QStringLiteral(u"\U0001F600\U0001F600\U0001F600");
        QVERIFY(!cutText(pairs, 3).contains(QChar::ReplacementCharacter));
        QVERIFY(cutText(pairs, 3).isValidUtf16());
        QVERIFY(cutText(pairs, 3, Qt::ElideMiddle).isValidUtf16());
        const QFontMetrics metrics(qApp->font());
        const QString word = "bearing_temperature";
        for (const auto mode : {Qt::ElideRight, Qt::ElideMiddle})
            for (const int width : {20, 60, 100, 400}) {
                const QString cut = elidedText(metrics, word, mode, width);
                QVERIFY(metrics.horizontalAdvance(cut) <= width);
                QCOMPARE(cut == word, metrics.horizontalAdvance(word) <= width);
                if (mode == Qt::ElideRight) // in the middle, more of the beginning is kept than Qt does
                    QCOMPARE(cut, metrics.elidedText(word, mode, width));
                const QString all = elidedText(metrics, QString::fromStdString(large()), mode, width);
                QVERIFY(all.contains(QChar(0x2026)));
                QVERIFY(metrics.horizontalAdvance(all) <= width);
            }
        QCOMPARE(toolTipText("a value"), QString("a value"));
        QVERIFY(toolTipText("<img src='x'>").contains("&lt;img"));
        for (const QString& row : toolTipText(QString(5000, 'x')).split('\n'))
            QVERIFY(row.size() <= 101);
    }
};

int main(int argc, char** argv) {
    TimedApplication application(argc, argv);
    TestLongValues test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_long_values.moc"
