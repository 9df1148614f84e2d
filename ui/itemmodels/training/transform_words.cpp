#include "ui/itemmodels/training/transform_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace driftwood::ui {
namespace {

constexpr const char* kTransformContext = "driftwood::ui::TransformWords";

/// A row for each transform, found by its name.
struct TransformWords {
    std::string_view name;
    const char* text;
};

constexpr std::array<TransformWords, 6> kTransformWords{{
    {"standardize", QT_TRANSLATE_NOOP("driftwood::ui::TransformWords", "standardise")},
    {"min-max", QT_TRANSLATE_NOOP("driftwood::ui::TransformWords", "min–max")},
    {"passthrough", QT_TRANSLATE_NOOP("driftwood::ui::TransformWords", "as it is")},
    {"one-hot", QT_TRANSLATE_NOOP("driftwood::ui::TransformWords", "one-hot")},
    {"cyclic-hour", QT_TRANSLATE_NOOP("driftwood::ui::TransformWords", "sin, cos of hour")},
    {"cyclic-weekday", QT_TRANSLATE_NOOP("driftwood::ui::TransformWords", "sin, cos of weekday")},
}};

} // namespace

QString transformText(features::Transform transform) {
    const auto row =
        std::ranges::find(kTransformWords, features::transformName(transform), &TransformWords::name);
    return row == kTransformWords.end() ? QString()
                                        : QCoreApplication::translate(kTransformContext, row->text);
}

} // namespace driftwood::ui
