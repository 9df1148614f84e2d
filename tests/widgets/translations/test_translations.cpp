#include "app/workbench/language.h"
#include "linguist_file.h"

#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;

namespace {

/// The placeholders "%1", "%2", "%n" of a text, each once, sorted by name.
QStringList placesIn(const QString& text) {
    static const QRegularExpression place(QStringLiteral("%(\\d|n)"));
    QStringList places;
    for (auto it = place.globalMatch(text); it.hasNext();)
        places << it.next().captured();
    places.sort();
    places.removeDuplicates();
    return places;
}

} // namespace

/// Requirements for resources/translations in every language.
class TestTranslations : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyTextIsTranslated_data() { addLanguages(); }
    void everyTextIsTranslated() {
        QFETCH(QString, language);
        const QList<Message> messages = readMessages(translationFile(language));
        QVERIFY(!messages.isEmpty());
        QStringList open;
        for (const Message& message : messages)
            if (!message.state.isEmpty() || message.texts.size() != (message.counts ? 2 : 1) ||
                message.texts.contains(QString()))
                open << message.where();
        QVERIFY2(open.isEmpty(), qPrintable(open.join('\n')));
    }

    void whatIsPutIntoATextIsPutIntoItsTranslation_data() { addLanguages(); }
    void whatIsPutIntoATextIsPutIntoItsTranslation() {
        QFETCH(QString, language);
        QStringList wrong;
        for (const Message& message : readMessages(translationFile(language)))
            for (const QString& text : message.texts)
                if (placesIn(text) != placesIn(message.source))
                    wrong << message.where();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void aTextThatAsksOnEndsInDotsInEveryLanguage_data() { addLanguages(); }
    void aTextThatAsksOnEndsInDotsInEveryLanguage() {
        QFETCH(QString, language);
        QStringList wrong;
        for (const Message& message : readMessages(translationFile(language)))
            for (const QString& text : message.texts)
                if (text.endsWith(u'…') != message.source.endsWith(u'…'))
                    wrong << message.where();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    /// lupdate finds exactly the file's texts in the sources, and each with the context that is used at run
    /// time.
    void everyTextOfTheSourcesIsInTheFile() {
        const QTemporaryDir folder;
        const QString copy = folder.filePath("driftwood_de.ts");
        QVERIFY(QFile::copy(translationFile("de"), copy));
        QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
        QProcess lupdate;
        lupdate.setProcessChannelMode(QProcess::MergedChannels);
        lupdate.start(DRIFTWOOD_LUPDATE,
                      QString(DRIFTWOOD_LUPDATE_OPTIONS).split('|') + QStringList{"-ts", copy});
        QVERIFY(lupdate.waitForFinished(60000));
        const QString said = QString::fromUtf8(lupdate.readAll());
        QVERIFY2(lupdate.exitStatus() == QProcess::NormalExit && lupdate.exitCode() == 0, qPrintable(said));
        static const QRegularExpression complaint("lacks Q_OBJECT|without context|unknown namespace");
        QVERIFY2(!said.contains(complaint), qPrintable(said));
        const QList<Message> known = readMessages(translationFile("de"));
        const QList<Message> found = readMessages(copy);
        QStringList added;
        for (const Message& message : found)
            if (message.state == QLatin1String("unfinished"))
                added << message.where();
        QVERIFY2(added.isEmpty(), qPrintable(added.join('\n')));
        QCOMPARE(found.size(), known.size());
    }

    void theChosenLanguageIsShownAndGoesWithItsObject() {
        const auto dataSets = [] {
            return QCoreApplication::translate("driftwood::ui::PlaceWords", "Data sets");
        };
        const auto alarms = [](int n) {
            return QCoreApplication::translate("driftwood::ui::RecentWords", "%n alarm(s)", nullptr, n);
        };
        {
            const workbench::Language german("de");
            QCOMPARE(dataSets(), "Datensätze");
            QCOMPARE(alarms(1), "1 Alarm");
            QCOMPARE(alarms(2), "2 Alarme");
            QCOMPARE(QLocale().toString(QDate(2026, 3, 1), "MMMM"), "März");
        }
        QCOMPARE(dataSets(), "Data sets");
        const workbench::Language english("en");
        QCOMPARE(alarms(1), "1 alarm");
        QCOMPARE(alarms(2), "2 alarms");
    }

    void whatHasNoTranslationStaysEnglish() {
        const workbench::Language french("fr");
        QCOMPARE(QCoreApplication::translate("driftwood::ui::PlaceWords", "Data sets"), "Data sets");
        QCOMPARE(QCoreApplication::translate("driftwood::ui::RecentWords", "%n alarm(s)", nullptr, 2),
                 "2 alarms");
    }

    void qtsOwnButtonsAreGermanToo() {
        if (!QFile::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + "/qtbase_de.qm"))
            QSKIP("Qt's own translations are not installed");
        const workbench::Language german("de");
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), "Abbrechen");
    }

  private:
    static void addLanguages() {
        QTest::addColumn<QString>("language");
        for (const char* language : {"de", "en"})
            QTest::newRow(language) << QString(language);
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
