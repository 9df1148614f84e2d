#include "base/files.h"
#include "dataset/digest.h"
#include "model/examples.h"
#include "model/model_json.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <system_error>
#include <unistd.h>

namespace driftwood::model {
namespace {

namespace fs = std::filesystem;

constexpr const char* kModelFile = "model.json";
constexpr const char* kWeightsFile = "weights.safetensors";
constexpr const char* kCardFile = "MODEL_CARD.md";
constexpr std::uint64_t kLargestModelFile = 64ULL << 20U;
// A safetensors header takes about a hundred bytes per tensor.
constexpr std::uint64_t kWeightsHeaderRoom = 1ULL << 20U;

Error ioError(const std::string& what, const fs::path& where, std::error_code reason) {
    const bool full = reason == std::errc::no_space_on_device;
    return {full ? ErrorCode::NoSpace : ErrorCode::Io, what + ": " + reason.message(), where.string(),
            full ? "Free some space and save again." : ""};
}

// The folder into which a bundle is written before it is renamed; deleted unless renamed.
class TemporaryFolder {
  public:
    [[nodiscard]] static Result<TemporaryFolder> beside(const fs::path& folder) {
        std::string name = ".";
        name.append(folder.filename().string())
            .append(".partial-")
            .append(std::to_string(::getpid()))
            .append("-XXXXXX"); // tells which bundle a folder left behind belongs to
        std::string pattern = (folder.parent_path() / name).string();
        if (::mkdtemp(pattern.data()) == nullptr)
            return tl::unexpected(ioError("the bundle's folder could not be made", folder,
                                          std::error_code(errno, std::generic_category())));
        return TemporaryFolder(pattern);
    }
    TemporaryFolder(TemporaryFolder&& other) noexcept
        : m_path(std::exchange(other.m_path, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!m_path.empty())
            fs::remove_all(m_path, ignored);
    }

    [[nodiscard]] const fs::path& path() const { return m_path; }

    // Moves the folder to its final name; the rename is on disk when this returns.
    [[nodiscard]] Status renameTo(const fs::path& folder) {
        std::error_code reason;
        // The folder from mkdtemp is private to the user and stays so: the bundle holds records.
        fs::rename(m_path, folder, reason);
        if (reason)
            return tl::unexpected(ioError("the bundle could not be given its name", folder, reason));
        m_path.clear();
        const int parent = ::open(folder.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (parent >= 0) {
            ::fsync(parent);
            ::close(parent);
        }
        return {};
    }

  private:
    explicit TemporaryFolder(fs::path path)
        : m_path(std::move(path)) {}
    fs::path m_path;
};

} // namespace

Status saveBundle(const TrainedModel& model, const fs::path& folder) {
    if (Status consistent = checkConsistent(model); !consistent)
        return consistent;
    const fs::path target = fs::absolute(folder).lexically_normal();
    if (fs::exists(target))
        return fail(ErrorCode::AlreadyExists, "something of this name already exists", target.string(),
                    "Choose another name; a bundle is never overwritten.");
    if (Status made = makeFolder(target.parent_path()); !made)
        return made;
    auto temporary = TemporaryFolder::beside(target);
    if (!temporary)
        return forward(temporary);
    const std::string weights = model.learned.encode();
    const std::string document = toJson(model, dataset::sha256Hex(weights)).dump(2) + "\n";
    if (Status written = writeFileAtomically(temporary->path() / kWeightsFile, weights, FileAccess::Private);
        !written)
        return written;
    if (Status written = writeFileAtomically(temporary->path() / kModelFile, document, FileAccess::Private);
        !written)
        return written;
    if (Status written =
            writeFileAtomically(temporary->path() / kCardFile, modelCard(model), FileAccess::Private);
        !written)
        return written;
    return temporary->renameTo(target);
}

Result<TrainedModel> loadBundle(const fs::path& folder) {
    const fs::path modelFile = folder / kModelFile;
    const fs::path weightsFile = folder / kWeightsFile;
    const auto text = readFile(modelFile, kLargestModelFile);
    if (!text && text.error().code == ErrorCode::NotFound)
        return fail(
            ErrorCode::NotFound, "this is not a model bundle: it has no " + std::string(kModelFile),
            folder.string(),
            "A bundle is a folder with model.json and weights.safetensors, such as those in the folder "
            "models of a workspace.");
    if (!text)
        return tl::unexpected(text.error());
    auto document = modelDocumentFromText(*text, modelFile.string());
    if (!document)
        return forward(document);
    TrainedModel& model = document->model;
    const std::uint64_t weightBytes = model.learned.network().parameterCount() * sizeof(float);
    const auto weights = readFile(weightsFile, weightBytes + kWeightsHeaderRoom);
    if (!weights)
        return tl::unexpected(weights.error());
    if (dataset::sha256Hex(*weights) != document->weightsSha256)
        return fail(ErrorCode::Mismatch, "the weights are not those the model was saved with",
                    weightsFile.string(),
                    "The file was changed or damaged after it was written; use another copy.");
    auto learned = training::Learned::decode(model.learned.network(), *weights, weightsFile.string());
    if (!learned)
        return forward(learned);
    model.learned = std::move(*learned);
    if (Status consistent = checkConsistent(model); !consistent)
        return fail(ErrorCode::CorruptData, consistent.error().what, folder.string());
    model.isVerified = !document->decisionSha256.empty();
    if (model.isVerified && document->decisionSha256 != decisionSha256(model, document->weightsSha256))
        return fail(
            ErrorCode::Mismatch, "features, network or threshold are not those the model was saved with",
            modelFile.string(), "The file was changed or damaged after it was written; use another copy.");
    if (Status same = checkExamples(model); !same)
        return fail(same.error().code, same.error().what, folder.string() + ": " + same.error().where,
                    same.error().hint);
    return std::move(model);
}

} // namespace driftwood::model
