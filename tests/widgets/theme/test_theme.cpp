#include "ui/theme/appearance.h"
#include "ui/theme/elide.h"
#include "ui/theme/icons.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_names.h"
#include "ui/theme/type.h"

#include <QCheckBox>
#include <QDir>
#include <QFontMetricsF>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPainter>
#include <QRadioButton>
#include <QStyle>
#include <QtTest>
#include <cmath>
#include <memory>
#include <vector>

using namespace driftwood::ui;

namespace {

constexpr double kText = 4.5;
constexpr double kForm = 3.0;

double channel(double value) {
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

/// The contrast ratio of WCAG 2.
double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QByteArray named(Token ink, Token ground, bool dark) {
    return QStringLiteral("%1 on %2, %3: %4")
        .arg(tokenName(ink), tokenName(ground), dark ? QStringLiteral("dark") : QStringLiteral("light"))
        .arg(contrast(color(ink, dark), color(ground, dark)), 0, 'f', 2)
        .toUtf8();
}

QJsonObject themeFile(const QString& name) {
    QFile file(QStringLiteral(DRIFTWOOD_SOURCE_DIR "/resources/themes/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

int inked(const QImage& image, const QColor& ink) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (const QColor c = image.pixelColor(x, y); c.alpha() == 255 && c.rgb() == ink.rgb())
                ++count;
    return count;
}

/// When its font changes it deletes all others, like cards that are rebuilt.
class LastOne : public QLabel {
  public:
    std::vector<std::unique_ptr<LastOne>>* others = nullptr;

  protected:
    void changeEvent(QEvent* event) override {
        QLabel::changeEvent(event);
        if (event->type() != QEvent::FontChange || others == nullptr)
            return;
        for (auto& each : *others)
            if (each.get() == this)
                std::swap(each, others->front());
        others->resize(1);
    }
};

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void cleanup() {
        setFontFactor(100);
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void bothFilesHoldEveryTokenAndNothingElse() {
        for (const QString& name : {QStringLiteral("light.json"), QStringLiteral("dark.json")}) {
            const QJsonObject tokens = themeFile(name)["tokens"].toObject();
            QCOMPARE(tokens.size(), qsizetype(kTokenCount));
            for (int i = 0; i < kTokenCount; ++i)
                QVERIFY2(QColor(tokens[tokenName(static_cast<Token>(i))].toString()).isValid(),
                         qPrintable(name + ' ' + tokenName(static_cast<Token>(i))));
        }
    }

    void everyListHasItsLength() {
        for (const bool dark : {false, true}) {
            applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
            QSet<QRgb> categories;
            for (int i = 0; i < kCategoryCount; ++i)
                categories << categoryColor(i).rgb();
            QCOMPARE(categories.size(), qsizetype(kCategoryCount));
            QCOMPARE(partitionColor(6), partitionColor(0));
            QVERIFY(partitionColor(5) != partitionColor(0));
            QCOMPARE(clusterColorNames().size(), qsizetype(8));
            QCOMPARE(clusterColor("no such label"), clusterColor("other"));
        }
    }

    void textCanBeReadOnEveryGround() {
        for (const bool dark : {false, true})
            for (const Token ink :
                 {Token::Ink, Token::Ink2, Token::Ink3, Token::Accent, Token::Ember, Token::Error, Token::Ok})
                for (const Token ground : {Token::Window, Token::Surface, Token::AccentSoft})
                    QVERIFY2(contrast(color(ink, dark), color(ground, dark)) >= kText,
                             named(ink, ground, dark));
    }

    void textCanBeReadOnItsSoftGround() {
        const std::pair<Token, Token> pairs[] = {{Token::Ember, Token::EmberSoft},
                                                 {Token::Error, Token::ErrorSoft},
                                                 {Token::Ok, Token::OkSoft},
                                                 {Token::OnAccent, Token::Accent},
                                                 {Token::OnAccent, Token::AccentHover},
                                                 {Token::OnAccent, Token::AccentPress}};
        for (const bool dark : {false, true})
            for (const auto& [ink, ground] : pairs)
                QVERIFY2(contrast(color(ink, dark), color(ground, dark)) >= kText, named(ink, ground, dark));
    }

    void formsCanBeSeen() {
        for (const bool dark : {false, true})
            for (const Token form : {Token::Control, Token::Train, Token::Validation, Token::Actual,
                                     Token::Predicted, Token::Reference, Token::Current, Token::Measure})
                QVERIFY2(contrast(color(form, dark), color(Token::Surface, dark)) >= kForm,
                         named(form, Token::Surface, dark));
    }

    void clusterLabelsCanBeRead() {
        for (const QString& name : clusterColorNames())
            QVERIFY2(contrast(color(Token::OnCluster), clusterColor(name)) >= kText, qPrintable(name));
    }

    void driftBelowATenthIsGround() {
        QCOMPARE(driftColor(0.0), driftColor(0.099));
        QCOMPARE(driftColor(NAN), driftColor(0.0));
        QSet<QRgb> steps;
        for (const double at : driftSteps())
            steps << driftColor(at).rgb();
        QCOMPARE(steps.size(), driftSteps().size());
        QCOMPARE(driftColor(50), driftColor(1.0));
    }

    void everyIconOfTheFolderIsCompiledInAndDrawsInTheGivenColour() {
        const QDir folder(QStringLiteral(DRIFTWOOD_SOURCE_DIR "/resources/icons"));
        const QStringList files = folder.entryList({"*.svg"}, QDir::Files, QDir::Name);
        QVERIFY(files.size() > 30);
        QCOMPARE(iconNames().size(), files.size());
        const QColor ink(12, 200, 90);
        for (const QString& name : iconNames())
            QVERIFY2(inked(iconPixmap(name, 32, 1, ink).toImage(), ink) > 8, qPrintable(name));
    }

    void anIconFollowsThemeModeAndScale() {
        const QIcon play = icon("play");
        QVERIFY(inked(play.pixmap(QSize(32, 32)).toImage(), color(Token::Ink, false)) > 8);
        QVERIFY(inked(play.pixmap(QSize(32, 32), QIcon::Disabled).toImage(), color(Token::Ink3, false)) > 8);
        QVERIFY(inked(play.pixmap(QSize(32, 32), QIcon::Normal, QIcon::On).toImage(),
                      color(Token::Accent, false)) > 8);
        applyTheme(*qApp, ThemeChoice::Dark);
        QVERIFY(inked(play.pixmap(QSize(32, 32)).toImage(), color(Token::Ink, true)) > 8);
        const QPixmap sharp = play.pixmap(QSize(20, 20), 2.0);
        QCOMPARE(sharp.size(), QSize(40, 40));
        QCOMPARE(sharp.devicePixelRatio(), 2.0);
    }

    void anUnknownIconIsAWarningNotACrash() {
        QTest::ignoreMessage(QtWarningMsg, "no icon is called \"no-such-thing\"");
        QVERIFY(icon("no-such-thing").isNull());
    }

    void numbersOfAValueStyleAreAllAsWide() {
        for (const TextStyle style :
             {TextStyle::Value, TextStyle::ValueStrong, TextStyle::Tick, TextStyle::Figure}) {
            const QFontMetricsF fm(font(style));
            for (QChar digit = u'0'; digit <= u'9'; digit = QChar(digit.unicode() + 1))
                QCOMPARE(fm.horizontalAdvance(digit), fm.horizontalAdvance(u'0'));
        }
    }

    void aValueFontJoinsNoSigns() {
        const QFont value = font(TextStyle::Value);
        QVERIFY(value.styleStrategy() & QFont::PreferNoShaping);
        QVERIFY(!(payloadFont().styleStrategy() & QFont::PreferNoShaping));
    }

    void everyTextFollowsTheUsersSize() {
        QLabel label("text");
        setTextStyle(label, TextStyle::Title);
        QCOMPARE(label.font().pixelSize(), 17);
        setFontFactor(150);
        QCOMPARE(label.font().pixelSize(), 25);
        QCOMPARE(QApplication::font().pixelSize(), 19);
        setFontFactor(400);
        QCOMPARE(fontFactor(), 150);
    }

    // All three used to be elided to "attach-…96000090".
    void namesThatDifferBeforeTheirEndDifferWhenCut() {
        const QFontMetrics metrics(font(TextStyle::Value));
        const int width = metrics.horizontalAdvance(QStringLiteral("attach-…6000090"));
        QSet<QString> shown;
        for (const char* name : {"attach-src-1796000090", "attach-dead-1796000090", "attach-pred-1796000090",
                                 "attach-src-1796000117"}) {
            const QString cut = elidedText(metrics, QString::fromLatin1(name), Qt::ElideMiddle, width);
            QVERIFY2(metrics.horizontalAdvance(cut) <= width, qPrintable(cut));
            QVERIFY2(cut.contains(QChar(0x2026)) && cut.endsWith(QString::fromLatin1(name).right(3)),
                     qPrintable(cut));
            shown << cut;
        }
        QCOMPARE(shown.size(), qsizetype(4));
        const QString whole = QStringLiteral("plant.machines");
        QCOMPARE(elidedText(metrics, whole, Qt::ElideMiddle, metrics.horizontalAdvance(whole)), whole);
        QVERIFY(elidedText(metrics, whole, Qt::ElideMiddle, 3).size() <= 1);
    }

    void aBoxToTickGrowsWithItsText() {
        QCheckBox box("Snap to bucket");
        QRadioButton choice("Stacked");
        const auto sizes = [&] {
            return std::pair{
                box.style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, &box),
                choice.style()->pixelMetric(QStyle::PM_ExclusiveIndicatorHeight, nullptr, &choice)};
        };
        const auto before = sizes();
        setFontFactor(150);
        QCOMPARE(sizes(), std::pair(before.first * 3 / 2, before.second * 3 / 2));
    }

    // A change of the text size must not use widgets that it has deleted.
    void aNewTextSizeMayDeleteWidgets() {
        std::vector<std::unique_ptr<LastOne>> all;
        for (int i = 0; i < 20; ++i) {
            all.push_back(std::make_unique<LastOne>());
            setTextStyle(*all.back(), TextStyle::Title);
            setScaled(*all.back(), Extent::MinimumWidth, 40);
        }
        for (const auto& each : all)
            each->others = &all;
        setFontFactor(150);
        QCOMPARE(all.size(), std::size_t(1));
        QCOMPARE(all.front()->font().pixelSize(), 25);
        QCOMPARE(all.front()->minimumWidth(), 60);
    }

    void themesAreKeptByName() {
        QCOMPARE(themeNamed("system"), ThemeChoice::System);
        QCOMPARE(themeNamed("light"), ThemeChoice::Light);
        QCOMPARE(themeNamed("dark"), ThemeChoice::Dark);
        QCOMPARE(themeNamed("solarized"), ThemeChoice::System); // from a later version
        for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
            QCOMPARE(themeNamed(themeNames()[static_cast<int>(choice)]), choice);
    }

    void aWidgetsInkAndGroundFollowTheTheme() {
        QLabel label("text");
        setInk(label, Token::Error);
        setGround(label, Token::Raised);
        QCOMPARE(label.palette().color(QPalette::WindowText), color(Token::Error, false));
        applyTheme(*qApp, ThemeChoice::Dark);
        QVERIFY(isDark());
        QCOMPARE(label.palette().color(QPalette::WindowText), color(Token::Error, true));
        QCOMPARE(label.palette().color(label.backgroundRole()), color(Token::Raised, true));
    }
};

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
