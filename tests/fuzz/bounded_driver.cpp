// Replaces libFuzzer for compilers without it: replays a folder of seeds,
// then a fixed number of mutations of them from a fixed random seed,
// so that the same build always tries the same inputs; or as many as a number of seconds allows. An input
// that kills the process, or makes it hold more memory than allowed for its size, is saved as
// crash-<program>.

#include "base/files.h"
#include "base/random.h"
#include "support/counted_memory.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

using driftwood::SeededRandom;
using Input = std::string;

constexpr std::size_t kMaxInputBytes = 1U << 16U;
constexpr std::size_t kMostHeldBytes = std::size_t{64} << 20U; // more than was held before the input

// State for the crash handler; global because a signal handler has no other access.
const Input* g_current = nullptr;
std::array<char, 256> g_crashPath{};

void saveCurrentInput() {
    const int file = g_current ? ::open(g_crashPath.data(), O_WRONLY | O_CREAT | O_TRUNC, 0644) : -1;
    if (file < 0)
        return;
    std::size_t written = 0;
    while (written < g_current->size()) {
        const auto step = ::write(file, g_current->data() + written, g_current->size() - written);
        if (step <= 0)
            break;
        written += static_cast<std::size_t>(step);
    }
    ::close(file);
}

void onDeadlySignal(int signal) {
    saveCurrentInput();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void runOne(const Input& input) {
    g_current = &input;
    // An exact copy on the heap, so that AddressSanitizer detects reads past the end.
    const std::vector<std::uint8_t> exact(input.begin(), input.end());
    driftwood::test::resetPeak();
    const std::size_t before = driftwood::test::heldBytes();
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
    if (const std::size_t most = driftwood::test::peakBytes() - before; most > kMostHeldBytes) {
        std::fprintf(stderr, "an input of %zu bytes made the program hold %zu MiB\n", input.size(),
                     most >> 20U);
        std::abort();
    }
    g_current = nullptr;
}

/// Bytes that are significant to parsers.
constexpr std::array<char, 20> kTellingBytes{'\0', '\n', '\r', '\t', ' ', '"', '\\', '{', '}',    '[',
                                             ']',  ':',  ',',  '-',  '0', '9', 'e',  '.', '\x7F', '\xFF'};

void mutateOnce(Input& input, const std::vector<Input>& seeds, SeededRandom& random) {
    const std::size_t at = random.below(input.size() + 1);
    const std::size_t length = std::min<std::size_t>(random.below(16) + 1, input.size() - at);
    switch (random.below(8)) {
    case 0:
        if (at < input.size())
            input[at] = static_cast<char>(input[at] ^ static_cast<char>(1U << random.below(8)));
        break;
    case 1:
        if (at < input.size())
            input[at] = kTellingBytes[random.below(kTellingBytes.size())];
        break;
    case 2:
        input.insert(input.begin() + static_cast<std::ptrdiff_t>(at),
                     kTellingBytes[random.below(kTellingBytes.size())]);
        break;
    case 3:
        input.erase(at, length);
        break;
    case 4:
        input.insert(random.below(input.size() + 1), input.substr(at, length));
        break;
    case 5:
        input.resize(at);
        break;
    case 6: {
        const Input& other = seeds[random.below(seeds.size())];
        input = input.substr(0, at) + other.substr(random.below(other.size() + 1));
        break;
    }
    default:
        if (at < input.size())
            input[at] = static_cast<char>(random.below(256));
    }
    if (input.size() > kMaxInputBytes)
        input.resize(kMaxInputBytes);
}

std::vector<Input> readSeeds(const std::filesystem::path& path) {
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_directory(path)) {
        for (const auto& entry : std::filesystem::directory_iterator(path))
            files.push_back(entry.path());
        std::ranges::sort(files); // the order of a folder's entries is unspecified
    } else if (std::filesystem::exists(path)) {
        files.push_back(path);
    }
    std::vector<Input> seeds;
    for (const std::filesystem::path& file : files) {
        if (auto content = driftwood::readFile(file))
            seeds.push_back(std::move(*content));
    }
    return seeds;
}

} // namespace

int main(int argc, char** argv) {
    std::uint64_t runs = 20000;
    std::uint64_t seed = 1;
    std::chrono::seconds most{0}; // 0: as long as the runs take
    std::string path;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--runs" && i + 1 < argc)
            runs = std::stoull(argv[++i]);
        else if (argument == "--seed" && i + 1 < argc)
            seed = std::stoull(argv[++i]);
        else if (argument == "--seconds" && i + 1 < argc)
            most = std::chrono::seconds(std::stoll(argv[++i]));
        else
            path = argument;
    }
    const std::vector<Input> seeds = readSeeds(path);
    if (seeds.empty()) {
        std::fprintf(stderr, "no seed in '%s'; usage: %s FOLDER|FILE [--runs N] [--seed N] [--seconds N]\n",
                     path.c_str(), argv[0]);
        return 2;
    }
    const std::string program = std::filesystem::path(argv[0]).filename().string();
    std::snprintf(g_crashPath.data(), g_crashPath.size(), "crash-%s", program.c_str());
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        std::signal(signal, onDeadlySignal);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(saveCurrentInput);

    for (const Input& input : seeds)
        runOne(input);
    if (!std::filesystem::is_directory(path))
        return 0; // a single file is replayed without mutations
    SeededRandom random(seed);
    const auto begin = std::chrono::steady_clock::now();
    const auto isOver = [&](std::uint64_t run) {
        return most.count() > 0 ? std::chrono::steady_clock::now() - begin >= most : run == runs;
    };
    std::uint64_t run = 0;
    for (; !isOver(run); ++run) {
        Input input = seeds[random.below(seeds.size())];
        for (std::uint64_t step = random.below(6) + 1; step > 0; --step)
            mutateOnce(input, seeds, random);
        runOne(input);
    }
    std::printf("%zu seeds and %llu mutations (seed %llu)\n", seeds.size(),
                static_cast<unsigned long long>(run), static_cast<unsigned long long>(seed));
    return 0;
}
