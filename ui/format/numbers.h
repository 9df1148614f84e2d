#pragma once

#include <QLocale>
#include <QString>
#include <optional>

namespace driftwood::ui {

/// Sets how numbers are written: the decimal point and the thousands separator. English until it is set. The
/// window sets its language before it creates the first widget; the command line never sets one.
void setNumberLocale(const QLocale& locale);
[[nodiscard]] const QLocale& numberLocale();

/// A number with this many decimals: "0.02", "1,234.5"; "–" for NaN.
[[nodiscard]] QString formatFixed(double value, int digits);
/// Converts a number written with a decimal point and without separators to the language's notation.
[[nodiscard]] QString localNumber(QString written);
/// Reads a typed number: with the language's decimal point or with ".", with or without an exponent, without
/// thousands separators. Returns nothing if it is no number.
[[nodiscard]] std::optional<double> readNumber(const QString& typed);

} // namespace driftwood::ui
