#pragma once

#include "app/cli/context.h"
#include "demo/demo_feed.h"

namespace driftwood::cli {

/// `demo --serve`: prints the broker's address and runs the broker until it is stopped, accepting the
/// commands "drift" and "rate FACTOR" on standard input. Returns the exit code.
[[nodiscard]] int serveDemo(Context& context, demo::DemoFeed& feed);

/// Executes a typed line and returns the answer. InvalidArgument for an unknown command.
[[nodiscard]] Result<std::string> obey(demo::DemoFeed& feed, const std::string& line);

} // namespace driftwood::cli
