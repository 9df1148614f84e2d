#include "app/workbench/language.h"
#include "base/safe_name.h"
#include "broker/profile/allowed_properties.h"
#include "broker/profile/connection_profile.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/tls_errors.h"
#include "linguist_file.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/error_sentences.h"

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
            return QCoreApplication::translate("driftwood::workbench::PageWords", "Data sets");
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
        QCOMPARE(QCoreApplication::translate("driftwood::workbench::PageWords", "Data sets"), "Data sets");
        QCOMPARE(QCoreApplication::translate("driftwood::ui::RecentWords", "%n alarm(s)", nullptr, 2),
                 "2 alarms");
    }

    /// All that the Kafka client's errors say; of librdkafka's own words behind them only the usual.
    void errorsOfAConnectionAreGerman() {
        using broker::rdkafka::clientError;
        const char* const texts[] = {"",
                                     "Connect to ipv4#127.0.0.1:1 failed: Connection refused",
                                     "Disconnected (after 2ms in state APIVERSION_QUERY)",
                                     "in state SSL_HANDSHAKE",
                                     "certificate verify failed",
                                     "Invalid response size 1213486160"};
        const workbench::Language german("de");
        QStringList english;
        const auto check = [&english](const std::string& sentence) {
            const QString said = ui::knownSentence(sentence);
            if (!sentence.empty() && (said.isEmpty() || said == QString::fromStdString(sentence)))
                english << QString::fromStdString(sentence);
        };
        for (int code = -200; code < 120; ++code)
            for (const char* text : texts) {
                const Error error = clientError(static_cast<rd_kafka_resp_err_t>(code), text, {});
                check(error.what);
                check(error.hint);
            }
        for (int verify = 0; verify < 80; ++verify) {
            const Error error = broker::rdkafka::brokerCertificateError(verify, {});
            check(error.what);
            check(error.hint);
        }
        for (const char* alert : {"certificate required", "unknown ca", "certificate expired",
                                  "certificate revoked", "bad certificate"})
            for (const bool given : {false, true})
                if (const auto error = broker::rdkafka::ownCertificateError(
                        std::string("tlsv13 alert ") + alert, given, {})) {
                    check(error->what);
                    check(error->hint);
                }
        english.removeDuplicates();
        QVERIFY2(english.isEmpty(), qPrintable(english.join('\n')));
        const Error refused = clientError(RD_KAFKA_RESP_ERR__TRANSPORT,
                                          "127.0.0.1:1/bootstrap: Connect to ipv4#127.0.0.1:1 failed: "
                                          "Connection refused (after 0ms in state CONNECT)",
                                          {});
        QCOMPARE(ui::errorText(refused),
                 "Die Verbindung wurde abgelehnt: Verbinden mit ipv4#127.0.0.1:1 fehlgeschlagen: Verbindung "
                 "abgelehnt (127.0.0.1:1). Unter dieser Adresse antwortet nichts: Host und Port prüfen und "
                 "ob der Broker läuft.");
        QCOMPARE(ui::whatHappened(checkName("a connection", "a/b").error()),
                 "Eine Verbindung darf keinen Schrägstrich im Namen haben");
    }

    /// The answers to connections with a wrong port, protocol, certificate, log-in or setting.
    void whatGoesWrongInConnectingIsWhollyGerman() {
        using broker::rdkafka::clientError;
        const workbench::Language german("de");
        const std::pair<rd_kafka_resp_err_t, const char*> answers[] = {
            {RD_KAFKA_RESP_ERR__TRANSPORT, "Local: Broker transport failure"},
            {RD_KAFKA_RESP_ERR__TRANSPORT, "Connection reset by peer"},
            {RD_KAFKA_RESP_ERR__RESOLVE, "Failed to resolve 'a:9092': Name or service not known"},
            {RD_KAFKA_RESP_ERR__TRANSPORT,
             "Disconnected while requesting ApiVersion: might be caused by incorrect security.protocol "
             "configuration (connecting to a SSL listener?) or broker version is < 0.10 (see "
             "api.version.request)"},
            {RD_KAFKA_RESP_ERR__SSL, "SSL handshake failed: Disconnected: SSL connection closed by peer: "
                                     "connecting to a PLAINTEXT broker listener?"},
            {RD_KAFKA_RESP_ERR__AUTHENTICATION,
             "SASL SCRAM-SHA-512 mechanism handshake failed: Broker: Request not valid in current SASL "
             "state: broker's supported mechanisms: "},
            {RD_KAFKA_RESP_ERR__AUTHENTICATION,
             "SASL SCRAM-SHA-256 mechanism handshake failed: Broker: Unsupported SASL mechanism: broker's "
             "supported mechanisms: PLAIN"},
            {RD_KAFKA_RESP_ERR__AUTHENTICATION,
             "SASL authentication error: Authentication failed: Invalid username or password"},
            {RD_KAFKA_RESP_ERR__AUTHENTICATION,
             "SASL authentication error: Authentication failed during authentication due to invalid "
             "credentials with SASL mechanism SCRAM-SHA-512"},
            {RD_KAFKA_RESP_ERR__BAD_MSG, "Receive failed: Invalid response size 1213486160 (0..100000000): "
                                         "increase receive.message.max.bytes"},
        };
        QStringList told;
        for (const auto& [code, text] : answers)
            told << ui::errorText(clientError(code, text, {}));
        for (const char* servers : {"a:99999", "a:", "user:secret@a:9092"})
            told << ui::errorText(broker::checkServers(servers).error());
        broker::ConnectionProfile profile;
        for (const char* property :
             {"nonsense", "group.id", "plugin.library.paths", "sasl.kerberos.keytab", "debug", "log.queue",
              "offset.store.path", "test.mock.num.brokers", "ssl.truststore.location", "opaque"}) {
            profile.extra = {{property, "1"}};
            told << ui::errorText(broker::checkProperties(profile).error());
        }
        static const QRegularExpression english(
            QStringLiteral("\\b(the|is|of|it|failed|closed|peer|Write|Remove|error|Local|invalid|"
                           "credentials|supported|connection)\\b"));
        for (const QString& each : std::as_const(told)) {
            QVERIFY2(!each.contains(english), qPrintable(each));
            QVERIFY2(each.count(QLatin1Char('.')) >= 2, qPrintable(each)); // what happened, and what to do
        }
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
