#pragma once

#include <QString>
#include <optional>

namespace driftwood::test {

/// A file of the shared collection of real data sets (beside the checkout, or $DRIFTWOOD_TEST_DATA), unpacked
/// with zstd/tar into a cache folder on first use. `archive` is the file's name there; `member` a path inside
/// a .tar.zst, empty for a plain .zst. Nothing when the collection or zstd is absent: the test then skips,
/// saying so.
[[nodiscard]] std::optional<QString> dataFile(const QString& archive, const QString& member = {});

/// The folder a whole .tar.zst was unpacked into; nothing as above.
[[nodiscard]] std::optional<QString> dataFolder(const QString& archive);

} // namespace driftwood::test
