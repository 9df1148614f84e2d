#pragma once

#include "base/result.h"
#include "features/overtime/over_time.h"
#include "features/transforms/transform.h"
#include "records/schema.h"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::features {

/// The most categories that an input may be given.
inline constexpr int kMostCategories = 65536;

/// One input of a model.
struct FeatureInput {
    std::string path; ///< a field's path or a pseudo path of records/schema.h
    Transform transform = Transform::Standardize;
    bool missingIndicator = false; ///< one more output: 1 where the value is missing
    int maxCategories = 32;        ///< OneHot only
    bool operator==(const FeatureInput&) const = default;
};

enum class LabelKind : unsigned char { None, Number, Category };
[[nodiscard]] std::string_view labelKindName(LabelKind kind); ///< "none", "number", "category"
[[nodiscard]] std::optional<LabelKind> labelKindFromName(std::string_view name);

/// The inputs of a network and its label.
struct FeatureSpec {
    std::vector<FeatureInput> inputs;
    LabelKind labelKind = LabelKind::None;
    std::string labelPath;
    /// Columns that the rows get before anything else looks at them; inputs name them like fields.
    std::vector<OverTime> overTime{};
    bool operator==(const FeatureSpec&) const = default;

    /// A default spec for a schema: numbers standardised, text and bool one-hot, the label not among the
    /// inputs. Callers should leave out fields with one value or with mostly distinct text.
    [[nodiscard]] static FeatureSpec suggest(const records::Schema& schema, LabelKind labelKind,
                                             std::string labelPath);
    /// Refuses unknown fields, transforms that do not suit a field's type, duplicate inputs, and what shows
    /// the label to the model. The schema is that of rows with the columns over time.
    [[nodiscard]] Status check(const records::Schema& schema) const;
    /// The fields of a record that the inputs are made of, also through columns over time; some of them
    /// twice.
    [[nodiscard]] std::vector<std::string> inputFields() const;
    /// Those and the label.
    [[nodiscard]] std::vector<std::string> reads() const;
};

/// The version of a spec's JSON. Version 1, without columns over time, is written without its number, as
/// before there were versions: the digests of models cover it.
inline constexpr int kFeatureSpecVersion = 2;
void to_json(nlohmann::json& json, const FeatureSpec& spec);
[[nodiscard]] Result<FeatureSpec> featureSpecFromJson(const nlohmann::json& json, const std::string& where);

} // namespace driftwood::features
