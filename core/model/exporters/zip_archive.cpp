#include "model/exporters/zip_archive.h"

#include <memory>
#include <zip.h>

namespace driftwood::model {
namespace {

constexpr zip_uint16_t kFirstDosDay = 0x21; // 1980-01-01

struct Closer {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Closer>;
using Source = std::unique_ptr<zip_source_t, Closer>;

/// The archive takes over a reference to the source.
Archive openArchive(zip_source_t* source, int flags) {
    Archive archive(zip_open_from_source(source, flags, nullptr));
    if (!archive)
        zip_source_free(source);
    return archive;
}

tl::unexpected<Error> failed(const char* what) { return fail(ErrorCode::Internal, what, "zip file"); }

bool add(zip_t* archive, const std::string& name, const std::string& content) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    const auto place = static_cast<zip_uint64_t>(index);
    return zip_set_file_compression(archive, place, ZIP_CM_STORE, 0) == 0 &&
           zip_file_set_dostime(archive, place, 0, kFirstDosDay, 0) == 0;
}

} // namespace

Result<std::string> writeZip(const std::vector<std::pair<std::string, std::string>>& entries) {
    const Source source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!source)
        return failed("there is no memory for it");
    zip_source_keep(source.get());
    Archive archive = openArchive(source.get(), ZIP_TRUNCATE);
    if (!archive)
        return failed("it cannot be begun");
    for (const auto& [name, content] : entries)
        if (!add(archive.get(), name, content))
            return failed("an entry cannot be added");
    if (zip_close(archive.get()) != 0)
        return failed("it cannot be finished");
    [[maybe_unused]] const zip_t* closed = archive.release();
    zip_stat_t stat;
    if (zip_source_stat(source.get(), &stat) != 0 || zip_source_open(source.get()) != 0)
        return failed("it cannot be read back");
    std::string bytes(stat.size, '\0');
    const zip_int64_t read = zip_source_read(source.get(), bytes.data(), bytes.size());
    zip_source_close(source.get());
    if (!std::cmp_equal(read, bytes.size()))
        return failed("it cannot be read back");
    return bytes;
}

Result<std::map<std::string, std::string>> readZip(const std::string& bytes) {
    const auto wrong = [] { return fail(ErrorCode::CorruptData, "the bytes are no sound zip file"); };
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    const Archive archive = openArchive(source, ZIP_RDONLY | ZIP_CHECKCONS);
    if (!archive)
        return wrong();
    std::map<std::string, std::string> entries;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
        zip_stat_t stat;
        const auto place = static_cast<zip_uint64_t>(i);
        const std::unique_ptr<zip_file_t, Closer> file(zip_fopen_index(archive.get(), place, 0));
        if (!file || zip_stat_index(archive.get(), place, 0, &stat) != 0 || stat.size > bytes.size())
            return wrong();
        std::string content(stat.size, '\0');
        if (!std::cmp_equal(zip_fread(file.get(), content.data(), content.size()), content.size()))
            return wrong();
        entries.emplace(stat.name, std::move(content));
    }
    return entries;
}

} // namespace driftwood::model
