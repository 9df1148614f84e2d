#pragma once

#include "broker/topic_settings.h"

#include <QString>
#include <vector>

namespace driftwood::ui {

/// What a setting's value means, in few words: "kept for 7 d", "1.0 MiB", "the time the producer gave"; ""
/// where the value says it all. Some rest on others: nothing expires where the policy only compacts.
[[nodiscard]] QString settingInWords(const broker::TopicSetting& setting,
                                     const std::vector<broker::TopicSetting>& all);
/// How long records stay, as short as a fact in a line: "24 h", "7 d", "no limit"; "" where it is not known.
[[nodiscard]] QString retentionFigure(const std::vector<broker::TopicSetting>& settings);

} // namespace driftwood::ui
