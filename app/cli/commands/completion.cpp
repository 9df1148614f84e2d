#include "app/cli/completion.h"
#include "app/cli/app_description.h"
#include "app/cli/commands/commands.h"
#include "app/cli/option_kinds.h"
#include "base/version.h"

namespace driftwood::cli {

void addCompletion(CLI::App& app, Context& context) {
    auto* completion = app.add_subcommand("completion", "Print shell completion: bash, zsh or fish");
    auto shell = std::make_shared<std::string>();
    addChoice(*completion, "shell", *shell, {"bash", "zsh", "fish"}, "Shell to print it for")->required();
    completion->callback([&context, shell] {
        context.action = [&context, shell] {
            context.terminal().line(QString::fromStdString(completionScript(*shell)).trimmed());
            return static_cast<int>(kOk);
        };
    });
    auto* man = app.add_subcommand("man", "Print the man page (roff): driftwood-cli man | man -l -");
    man->callback([&app, &context] {
        context.action = [&app, &context] {
            context.terminal().line(QString::fromStdString(manPage(describe(app), version())).trimmed());
            return static_cast<int>(kOk);
        };
    });
}

} // namespace driftwood::cli
