#include "features/categories.h"
#include "features/transforms/fitted_parts.h"
#include "features/transforms/transform_kind.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace driftwood::features {
namespace {

Status checkCategories(const FeatureInput& input, records::FieldType /*type*/) {
    if (input.maxCategories >= 1 && input.maxCategories <= kMostCategories)
        return {};
    return fail(ErrorCode::InvalidArgument,
                "one-hot needs 1 to " + std::to_string(kMostCategories) + " categories", input.path);
}

Result<bool> fitCategories(FittedInput& fitted, const FieldRows& rows) {
    auto ranked = countCategories(rows.reader, rows.batch, rows.begin, rows.end);
    ranked.resize(std::min(ranked.size(), static_cast<std::size_t>(fitted.input.maxCategories)));
    for (auto& category : ranked)
        fitted.categories.push_back(std::move(category.first));
    return !ranked.empty();
}

void appendCategoryNames(const FittedInput& fitted, std::vector<std::string>& names) {
    for (const std::string& category : fitted.categories)
        names.push_back(fitted.input.path + "=" + category);
}

void encodeCategories(const FittedInput& fitted, const EncodedRows& to) {
    const bool marksMissing = fitted.input.missingIndicator;
    const FieldRows& rows = to.rows;
    float* out = to.out;
    rows.reader.forEachCategory(rows.batch, rows.begin, rows.end, [&](std::string_view category) {
        if (const auto place = to.categories.find(category); place != CategoryIndex::kUnknown)
            out[place] = 1.0F;
        else if (marksMissing && category.data() == nullptr)
            out[fitted.categories.size()] = 1.0F;
        out += to.stride;
    });
}

/// The categories of a field of numbers as numbers, which is how an export compares them.
std::vector<double> categoriesAsNumbers(const FittedInput& fitted, graph::Graph& graph) {
    constexpr double kLargestExactInteger = 9007199254740992.0; // 2^53
    std::vector<double> numbers;
    for (const std::string& text : fitted.categories) {
        double value = 0.0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
            graph.refuse({ErrorCode::CorruptData,
                          "a category of a number field is not a number",
                          fitted.input.path + ": " + text,
                          {}});
        else if (fitted.type == records::FieldType::Int64 && std::abs(value) > kLargestExactInteger)
            graph.refuse({ErrorCode::Unsupported,
                          "a category is an integer beyond 2^53, which float64 cannot hold",
                          fitted.input.path + ": " + text,
                          "Send such identifiers as text, or leave the field out of the model."});
        numbers.push_back(value);
    }
    return numbers;
}

LoweredInput lowerCategories(const FittedInput& fitted, graph::Graph& graph) {
    if (fitted.type == records::FieldType::Text) {
        const graph::Value text = graph.text(fitted.input.path);
        return {graph.oneHot(text, fitted.categories), text};
    }
    const graph::Value x = graph.number(fitted.input.path);
    return {graph.oneHot(x, categoriesAsNumbers(fitted, graph)), x};
}

void checkReadCategories(JsonFields& fields, const FittedInput& fitted) {
    refuseTimeUnit(fields, fitted);
    refuseScale(fields, fitted);
    fields.require(!fitted.categories.empty(), "categories", "must be there for one-hot, and only then");
    fields.require(fitted.categories.size() <= static_cast<std::size_t>(fitted.input.maxCategories),
                   "categories", "are more than the spec allows");
}

void earlierCategories(const FittedInput& earlier, const FittedInput& now,
                       std::span<std::optional<EarlierOutput>> out) {
    for (std::size_t i = 0; i < now.categories.size(); ++i)
        if (const auto found = std::ranges::find(earlier.categories, now.categories[i]);
            found != earlier.categories.end())
            out[i] = EarlierOutput{static_cast<std::size_t>(found - earlier.categories.begin())};
}

FittedWords categoriesInWords(const FittedInput& fitted) {
    constexpr std::size_t kNamed = 8;
    const std::size_t named = std::min(kNamed, fitted.categories.size());
    const FittedWords::Names names(fitted.categories.begin(),
                                   fitted.categories.begin() + static_cast<std::ptrdiff_t>(named));
    if (fitted.categories.size() > kNamed)
        return {"one-hot: %1 and %2 more",
                {names, static_cast<std::int64_t>(fitted.categories.size() - kNamed)}};
    return {"one-hot: %1", {names}};
}

} // namespace

constinit const TransformKind kOneHot{
    .transform = Transform::OneHot,
    .name = "one-hot",
    .readAs = ReadAs::Category,
    .centresOnMean = false,
    .check = checkCategories,
    .fit = fitCategories,
    .outputs = [](const FittedInput& fitted) { return fitted.categories.size(); },
    .appendNames = appendCategoryNames,
    .encode = encodeCategories,
    .lower = lowerCategories,
    .affine = nullptr,
    .resume = nullptr,
    .write = writeNothing,
    .checkRead = checkReadCategories,
    .earlierOutputs = earlierCategories,
    .words = categoriesInWords,
};

} // namespace driftwood::features
