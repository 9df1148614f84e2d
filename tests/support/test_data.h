#pragma once

#include <QString>
#include <optional>
#include <string>

namespace driftwood::test {

/// A file of the shared collection of real data sets (beside the checkout, or $DRIFTWOOD_TEST_DATA), unpacked
/// with zstd/tar into a cache folder on first use. `archive` is its name in the collection; `member` a path
/// inside a .tar.zst, empty for a plain .zst. Returns nothing if the collection or zstd is missing: the test
/// is then skipped with a message.
[[nodiscard]] std::optional<QString> dataFile(const QString& archive, const QString& member = {});

/// The folder into which a whole .tar.zst was unpacked; nothing as above.
[[nodiscard]] std::optional<QString> dataFolder(const QString& archive);

/// All of a file; throws if it cannot be read.
[[nodiscard]] std::string contentOf(const QString& path);

} // namespace driftwood::test
