#pragma once

#include "broker/topic_settings.h"

#include <QString>
#include <vector>

namespace driftwood::ui {

/// Explains a setting's value in a few words: "kept for 7 d", "1.0 MiB", "the time the producer gave"; "" if
/// the value needs no explanation. Some depend on other settings: nothing expires if the policy only
/// compacts.
[[nodiscard]] QString settingInWords(const broker::TopicSetting& setting,
                                     const std::vector<broker::TopicSetting>& all);
/// How long records are kept, as a short fact: "24 h", "7 d", "no limit"; "" if it is not known.
[[nodiscard]] QString retentionFigure(const std::vector<broker::TopicSetting>& settings);

} // namespace driftwood::ui
