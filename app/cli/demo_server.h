#pragma once

#include "app/cli/context.h"
#include "demo/demo_feed.h"

namespace driftwood::cli {

/// `demo --serve`: prints the broker's address and keeps it running until it is stopped, taking commands from
/// standard input: "drift" and "rate FACTOR". Gives the exit code.
[[nodiscard]] int serveDemo(Context& context, demo::DemoFeed& feed);

/// Does what a line typed there says, and gives the answer. InvalidArgument for what is no command.
[[nodiscard]] Result<std::string> obey(demo::DemoFeed& feed, const std::string& line);

} // namespace driftwood::cli
