#pragma once

#include "base/result.h"
#include "broker/profile/field_masks.h"
#include "broker/profile/registry_access.h"
#include "broker/ranges.h"
#include "drift/alarm.h"
#include "drift/drift_report.h"
#include "features/feature_spec.h"
#include "features/kept_roles.h"
#include "training/training_spec.h"
#include "workspace/export_comparison.h"
#include "workspace/stored_quality.h"

#include <string>
#include <utility>
#include <vector>

namespace driftwood::workspace {

// The texts that the file has for these values, all JSON.
[[nodiscard]] std::string toStoredText(const features::FeatureSpec& spec);
[[nodiscard]] std::string toStoredText(const training::TrainingSpec& spec);
[[nodiscard]] std::string toStoredText(const drift::DriftConfig& config);
[[nodiscard]] std::string toStoredText(const broker::TopicRanges& ranges);
[[nodiscard]] std::string toStoredText(const std::vector<Position>& positions);
[[nodiscard]] std::string toStoredText(const StoredQuality& quality);
[[nodiscard]] std::string toStoredText(const ExportComparison& comparison);
[[nodiscard]] std::string toStoredText(const features::KeptRoles& roles);
[[nodiscard]] std::string toStoredText(const drift::AlarmDetails& details);
[[nodiscard]] std::string toStoredText(const broker::RegistryAccess& registry);
[[nodiscard]] std::string toStoredText(const broker::FieldMasks& masks);

/// The value of such a text. CorruptData or Unsupported, with `where`, if it is none that this program reads.
template <class T>
[[nodiscard]] Result<T> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<features::FeatureSpec> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<training::TrainingSpec> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<drift::DriftConfig> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<broker::TopicRanges> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<std::vector<Position>> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<StoredQuality> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<ExportComparison> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<features::KeptRoles> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<drift::AlarmDetails> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<broker::RegistryAccess> fromStoredText(const std::string& text, const std::string& where);
template <>
Result<broker::FieldMasks> fromStoredText(const std::string& text, const std::string& where);
/// The text in lines, for a person; empty if it is no JSON.
[[nodiscard]] std::string indented(const std::string& storedText);

/// A value that the file has as text, converted where a row is read or a value is set. A row whose text
/// cannot be read (a newer program wrote it, or it is damaged) is listed all the same: value() says why it
/// cannot, and the row is written back with the text that it had.
template <class T>
class Stored {
  public:
    Stored() = default;    ///< nothing yet: an empty text
    Stored(const T& value) // NOLINT(google-explicit-constructor): rows are filled with values
        : m_text(toStoredText(value))
        , m_value(value) {}
    [[nodiscard]] static Stored fromText(std::string text, const std::string& where) {
        Stored stored;
        stored.m_value = fromStoredText<T>(text, where);
        stored.m_text = std::move(text);
        return stored;
    }

    [[nodiscard]] const Result<T>& value() const { return m_value; }
    /// For lists and figures, which have a row without it as well.
    [[nodiscard]] T valueOrNone() const { return m_value.value_or(T()); }
    [[nodiscard]] const std::string& text() const { return m_text; }
    /// The same text, which is what counts in the file.
    bool operator==(const Stored& other) const { return m_text == other.m_text; }

  private:
    std::string m_text;
    Result<T> m_value = fail(ErrorCode::NotFound, "there is none");
};

} // namespace driftwood::workspace
