#include "app/cli/profile_check.h"

#include "app/cli/context.h"
#include "broker/profile/connection_risks.h"
#include "workspace/known_connections.h"

#include <iostream>
#include <unistd.h>

namespace driftwood::cli {
namespace {

void show(Terminal& out, const broker::ConnectionProfile& profile, const std::filesystem::path& workspace) {
    out.error(QStringLiteral("connection %1 of %2 was not saved by you on this machine. What it does:")
                  .arg(shown(profile.name), shown(workspace.string())));
    for (const auto& [name, value] : broker::asProperties(profile))
        out.error(QStringLiteral("  %1 = %2").arg(shown(name), shown(value)));
    if (!profile.readOnly)
        out.error(QStringLiteral("  it may publish and create topics"));
    for (const std::string* source : {&profile.passwordSource, &profile.registry.secretSource()})
        if (source->starts_with("file:"))
            out.error(QStringLiteral("  the first line of %1 is sent to these servers as a password")
                          .arg(shown(source->substr(5))));
}

bool personAgrees() {
    std::cerr << "Use it? [y/N] " << std::flush;
    std::string answer;
    return std::getline(std::cin, answer) && (answer == "y" || answer == "Y" || answer == "yes");
}

} // namespace

Status agreeToProfile(Context& context, const broker::ConnectionProfile& profile) {
    if (workspace::isKnownConnection(profile))
        return {};
    const auto folder = context.workspaceFolder();
    if (!context.options.json)
        show(context.terminal(), profile, folder);
    const bool asked = !context.options.json && isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
    if (!context.options.trust && !(asked && personAgrees()))
        return fail(
            ErrorCode::NotAuthorized,
            "connection " + profile.name + " was not saved by you on this machine, and is not used",
            folder.string(),
            "Look at what it does (connect --list), then agree to it with --trust, or save it again with "
            "driftwood-cli connect.");
    if (const auto noted = workspace::rememberConnection(profile); !noted && !context.options.json)
        context.terminal().error(QStringLiteral("driftwood-cli: warning: ") + shown(noted.error().text()));
    return {};
}

void warnOfRisks(Context& context, const broker::ConnectionProfile& profile) {
    for (const auto& found : broker::risksOf(profile)) {
        const std::string text = broker::riskText(found);
        context.terminal().error(context.options.json
                                     ? QString::fromStdString(text)
                                     : QStringLiteral("driftwood-cli: warning: ") + shown(text));
    }
}

} // namespace driftwood::cli
