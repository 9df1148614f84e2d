#include "ui/models/card_language.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/widgets/messages/sentence_patterns.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <array>

namespace driftwood::ui {
namespace {

constexpr char kContext[] = "driftwood::ui::CardLanguage";
constexpr std::array kSentences{
    // The sentences of model_card.cpp.
    QT_TRANSLATE_NOOP(
        "driftwood::ui::CardLanguage",
        "Scores how unusual each record of **%1** is, by an autoencoder's mean squared reconstruction error "
        "over the transformed features. A record whose error is above **%2** is flagged as anomalous."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "Predicts **%1** of records of **%2**, in the field's own unit."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "Gives records of **%1** the probability of every class of **%2** (%3)."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "The second class is predicted above a probability of %1."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "standardize: mean %1, constant"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "standardize: mean %1, standard deviation %2"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "min-max: from %1, constant"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "min-max: from %1 to %2"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "one-hot: %1 and %2 more"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "one-hot: %1"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "%1: ISO 8601 text"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "%1: %2 since 1970"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "Learned in one pass: every row was predicted before it was learned from."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "metric"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "prequential"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "validation"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "training"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "The model is worse than %1: %2 %3 against %4."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "The model is no better than %1: %2 %3 against %4."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "The model is better than %1: %2 %3 against %4."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "The reconstruction error is the mean squared difference between the transformed "
                      "inputs and the network's output: 0 is exact. It has no baseline; compare it with the "
                      "threshold, and with other models on the same records."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "Baselines that need no model, on the same rows:"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "baseline"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "rows"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "rows_without_label"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "rows_of_unknown_class"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "Precision, recall and F1 are of class **%1**."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "field"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "type"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "transform"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "missing"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "passthrough"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "filled, with an indicator"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "filled"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "It does not read these fields of its data set:"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "why not"),
    QT_TRANSLATE_NOOP(
        "driftwood::ui::CardLanguage",
        "Dense layers %1 (%2), %3 weights, trained by %4 in one pass over the log for %5 steps (%6)."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "Dense layers %1 (%2), %3 weights, trained by %4 for %5 steps (%6)."),
    QT_TRANSLATE_NOOP(
        "driftwood::ui::CardLanguage",
        "Data set **%1**, topic **%2** of cluster %3: %4 rows (%5 undecodable and %6 filtered out "
        "besides), all of them learned from."),
    QT_TRANSLATE_NOOP(
        "driftwood::ui::CardLanguage",
        "Data set **%1**, topic **%2** of cluster %3: %4 rows (%5 undecodable and %6 filtered out "
        "besides), the last %7 % for validation."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "partition"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "offsets"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "records"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "from"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "to"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "Fingerprint of the data: `%1`. Seed %2. Created %3 by %4."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "Retrained after model `%1`."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "Retrained after model `%1`, started from %2."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "It predicts **%1**: %2."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "It reads **%1**: %2."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "It was trained on the records above only. When the topic's values move away from "
                      "them, its outputs lose their meaning without any error; watch its drift."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "A missing value is filled with a neutral value from the training rows; a category not "
                      "seen in training counts as none of the known ones."),
    QT_TRANSLATE_NOOP(
        "driftwood::ui::CardLanguage",
        "The threshold is the %1 quantile of the training rows' error: about that share of ordinary "
        "records stays below it. Unusual is not the same as faulty."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "The probabilities are the network's own and have not been calibrated."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "It was not validated on rows it had not seen."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "Its bundle has the first format version, without a digest: its features, network and "
                      "threshold cannot be verified."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "Model `%1`, %2."),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "What it does"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "How good it is"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "What it reads"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "Where it comes from"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "Limitations"),
    // Texts that the core stores with a model or generates for its card: reasons, notes, names.
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "anomaly-detection"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "regression"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "classification"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the mean of the training rows"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the most frequent class"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the last value"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the same hour of the day before"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the same hour of the week before"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the last value of the same key"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the same hour of the day before, same key"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the same hour of the week before, same key"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "all epochs done"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "validation loss no longer fell"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the loss was not a finite number"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "stopped by you, best epoch kept"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "stopped by you"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "the parent's weights"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "new weights: the parent's do not fit, it has %1 inputs, this run has %2"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "new weights: the parent's do not fit, its inputs are others: %1 there, %2 here"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "new weights: the parent's do not fit, it predicts another label"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "new weights: the parent's do not fit, its classes are others"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "new weights: the parent's do not fit, its network has other hidden layers"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "new weights: the parent's do not fit, its network has other outputs"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "new weights: the parent's do not fit, its values are "
                                                     "so much larger that its weights cannot be converted"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "new weights: the parent's do not fit, %1"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "it is missing in every training row"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "none of its values in the training rows fits its type"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "it has one value only in the training rows"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "text with %1 different values"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "a running number: it only grows"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "it identifies the record: nearly every value is different"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "it gives %1 away: each of its values comes with one value of %2"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "it gives %1 away: it is missing for some values of %2 and present for others"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "it gives %1 away: it follows %2 exactly"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "%1 value is beyond 2^53 and rounded in learning"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "%1 values are beyond 2^53 and rounded in learning"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 row left out of the figures: nothing was learned yet"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 rows left out of the figures: nothing was learned yet"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 row of a class seen for the first time, each counted as wrong%2"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 rows of a class seen for the first time, each counted as wrong%2"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 row of a class not seen in training, each counted as wrong%2"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 rows of a class not seen in training, each counted as wrong%2"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 % of the rows are of one class: always predicting it would be right as often, so "
                      "accuracy says little here; look at F1 and AUC, and consider balanced class weights"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 rows without a label, left out of the figures: %2 of training, %3 of validation"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "%1 row without a label, left out of the figures"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "%1 rows without a label, left out of the figures"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 row is of data that the parent model was trained on, and training began with its "
                      "weights: the figures flatter this model"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage",
                      "%1 rows are of data that the parent model was trained on, and training began with its "
                      "weights: the figures flatter this model"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "it was not chosen"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "its role is ignore"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "its role is key"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "its role is time"),
    QT_TRANSLATE_NOOP("driftwood::ui::CardLanguage", "its role is label"),
};

/// Writes a number such as "1,234.5" in the window's notation; returns other text unchanged.
QString localised(const QString& english) {
    static const QRegularExpression kNumber(
        QStringLiteral("^-?[0-9]{1,3}(,[0-9]{3})+$|^-?[0-9]+(\\.[0-9]+)?$"));
    if (!kNumber.match(english).hasMatch())
        return english;
    return english.contains(QLatin1Char(','))
               ? formatCount(QString(english).remove(QLatin1Char(',')).toLongLong())
               : localNumber(english);
}

} // namespace

model::CardWords cardLanguage() {
    model::CardWords words;
    words.sentence = [](const std::string& english) {
        static const SentencePatterns known(kContext, kSentences);
        const QString said = known.translated(QString::fromStdString(english), localised);
        return said.isEmpty() ? english : said.toStdString();
    };
    words.number = [](const std::string& english) {
        return localised(QString::fromStdString(english)).toStdString();
    };
    return words;
}

} // namespace driftwood::ui
