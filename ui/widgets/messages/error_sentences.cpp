#include "ui/widgets/messages/error_sentences.h"

#include "ui/widgets/messages/broker_sentences.h"
#include "ui/widgets/messages/error_words.h"
#include "ui/widgets/messages/sentence_patterns.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <vector>

namespace driftwood::ui {
namespace {

/// Sentences of the core, with "%1" … for variable parts. If the core changes one, it is shown in English
/// until it is changed here, too.
constexpr char kContext[] = "driftwood::ui::ErrorSentences";
constexpr std::array kSentences{
    // Attaching and resuming.
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "group %1 is already scoring this topic"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Two models attached under one group would score every record twice. Stop the other "
                      "first, promote this model in its place, or attach it under a group of its own."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "group %1 has %2 active member(s), such as %3 on %4: it is in use by other programs"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Attach under a group of its own."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "group %1 is that of monitor %2, which publishes to %3: what it has scored would be "
                      "missing in %4"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "prediction was not delivered: %1"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "dead letter was not delivered: %1"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "topic or partition does not exist"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "topic or partition does not exist: %1"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "List the topics of this connection to see which exist."),
    QT_TRANSLATE_NOOP(
        "driftwood::ui::ErrorSentences",
        "of the %1 fields model %2 reads, %3 have no value that it can read in any of %4 records: %5"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "none of the newest %1 records is %2 as model %3 reads it: %4"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Use a model that was trained on records like these."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "the topic that the monitor writes to is gone"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Resume it to create the topic again."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "this user may not use the topic"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "this user may not use the topic: %1"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Ask for the topic's Read and Describe permission (Write, to publish)."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "the model cannot take over: %1"),
    // Training.
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "the label has %1 distinct values, more than the %2 classes that can be told apart"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Choose a label with few values; to predict a number, use regression."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "the label has one value in all rows to learn from: %1"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "the label has no value in any row to learn from"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Choose another label, or a range in which it takes several values."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "the label has no value in any row to fit on"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Choose another label, or a range in which it is set."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "the input has no value in any row to fit on"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Leave it out, or take a range in which it is set."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "classification needs at least two classes, the label has %1"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "learning diverged: the loss was not a finite number"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Lower the learning rate, or leave out inputs with extreme values."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "no row with a label to learn from"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Choose another range or another label."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "the data set has no training rows"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Choose a longer range, or a filter that keeps more rows."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "the run has no checkpoint to resume from"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Train again from the start."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "the network would have %1 parameters; the most is %2"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Choose narrower hidden layers, or fewer inputs."),
    // Data sets.
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "the range begins at offset %1, but the log only starts at %2"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Choose a later beginning."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "the log no longer holds the records of the data set: %1"),
    QT_TRANSLATE_NOOP(
        "driftwood::ui::ErrorSentences",
        "Compaction or another writer changed them. Create a new data set from what is there now."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "there is no record in the range"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "Choose a range with records in it."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "no row is left for validation: there are only %1 rows"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Take a longer range or a larger part for validation, or ask for none (0)."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "no row is left for training: there are only %1 rows"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Take a longer range or a smaller part for validation, or none (0)."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "the topic was deleted and re-created while it was being read"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Choose the range again, from the topic that is there now."),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "a data set of this name already exists"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Choose another name; data sets are never overwritten."),
    // Names.
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "%1 needs a name"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "%1 cannot have a name with a line break or another control character"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "%1 cannot have a name with a slash"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "%1 cannot have a name that begins with a dot or a dash"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "%1 cannot have a name that begins or ends with a blank"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "%1 cannot have a name of more than %2 bytes"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "a connection"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "a data set"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "a model"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "a run"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences", "a monitor"),
    QT_TRANSLATE_NOOP("driftwood::ui::ErrorSentences",
                      "Choose another name; letters, digits, blanks, dots and dashes within it are fine."),
};

QString capitalised(QString text) {
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// Translates a reason within a sentence: either a broker's refusal or a sentence of its own.
QString inWords(const QString& piece) {
    const QString known = knownSentence(piece.toStdString());
    return known.isEmpty() ? refusalText(piece.toStdString()) : known;
}

} // namespace

QString knownSentence(const std::string& english) { // NOLINT(misc-no-recursion): as deep as it has reasons
    static const SentencePatterns known = [] {
        std::vector<const char*> all(kSentences.begin(), kSentences.end());
        std::ranges::copy(brokerSentences(), std::back_inserter(all));
        return SentencePatterns(kContext, all);
    }();
    return known.translated(QString::fromStdString(english), inWords);
}

QString whatHappened(const Error& error) {
    if (const QString known = knownSentence(error.what); !known.isEmpty())
        return capitalised(known);
    const QString kind = errorKindText(error.code);
    const QString english = capitalised(QString::fromStdString(error.what));
    return kind.isEmpty() ? english : kind + QStringLiteral(": ") + english;
}

QString whatToDo(const Error& error) {
    const QString known = knownSentence(error.hint);
    return capitalised(known.isEmpty() ? QString::fromStdString(error.hint) : known);
}

QString whatHappenedAndToDo(const Error& error) {
    const QString happened = whatHappened(error) + QLatin1Char('.');
    return error.hint.empty() ? happened : happened + QLatin1Char(' ') + whatToDo(error);
}

} // namespace driftwood::ui
