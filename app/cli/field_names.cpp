#include "app/cli/field_names.h"

#include "base/quoted_names.h"

namespace driftwood::cli {

CLI::Option* addNamesOption(CLI::App& command, const std::string& names, std::vector<std::string>& values,
                            const std::string& text) {
    const auto take = [&values](const std::vector<std::string>& lists) {
        values.clear();
        for (const std::string& list : lists)
            for (std::string& name : splitNames(list))
                values.push_back(std::move(name));
    };
    return command.add_option_function<std::vector<std::string>>(names, take, text)
        ->allow_extra_args(false)
        ->option_text("A,B,…");
}

} // namespace driftwood::cli
