#pragma once

namespace driftwood::tasks {

/// Waits for librdkafka clients that are still closing, then returns `code` for main to return. If threads
/// are still inside a library when the wait ends (a broker that does not answer), the process exits here
/// without the orderly exit, which would take the library apart under them: everything to keep is on disk by
/// then.
[[nodiscard]] int leave(int code);
/// leave() after an interruption by the user: waits for 50 ms at most.
[[nodiscard]] int leaveSoon(int code);

} // namespace driftwood::tasks
