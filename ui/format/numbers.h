#pragma once

#include <QLocale>
#include <QString>
#include <optional>

namespace driftwood::ui {

/// How this room writes numbers: the decimal point and what separates thousands. English until it is set; the
/// window sets its language before its first widget is made, the command line never does.
void setNumberLocale(const QLocale& locale);
[[nodiscard]] const QLocale& numberLocale();

/// So many digits behind the decimal point: "0.02", "1,234.5"; "–" for NaN.
[[nodiscard]] QString formatFixed(double value, int digits);
/// A number that was written with a decimal point and without separators, in the language's way.
[[nodiscard]] QString localNumber(QString written);
/// What a person typed as a number: with the language's decimal point or with ".", with or without an
/// exponent, no separators between thousands. Nothing where it is no number.
[[nodiscard]] std::optional<double> readNumber(const QString& typed);

} // namespace driftwood::ui
