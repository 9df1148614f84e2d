#include "app/cli/envelope_options.h"

#include "decoder/wrapping/envelope.h"

namespace driftwood::cli {

void addUnwrap(CLI::App& command, std::vector<std::string>& names) {
    std::vector<std::string> all;
    std::string listed;
    for (const decoder::Envelope& envelope : decoder::envelopes()) {
        all.emplace_back(envelope.name);
        listed.append(listed.empty() ? "" : ", ").append(envelope.name);
    }
    addListOption(command, "--unwrap", names, "Envelopes around the data, from the outermost: " + listed)
        ->option_text("NAME,…")
        ->check(CLI::IsMember(all));
}

std::vector<decoder::EnvelopeKind> envelopesNamed(const std::vector<std::string>& names) {
    std::vector<decoder::EnvelopeKind> out;
    for (const std::string& name : names)
        if (const auto kind = decoder::envelopeFromName(name))
            out.push_back(*kind);
    return out;
}

std::string envelopeWords(const std::vector<decoder::EnvelopeKind>& around) {
    std::string titles;
    std::string names;
    for (const decoder::EnvelopeKind kind : around) {
        titles += (titles.empty() ? "" : ", ") + std::string(decoder::envelopeOf(kind).title);
        names += (names.empty() ? "" : ",") + std::string(decoder::envelopeOf(kind).name);
    }
    return "the data is in an envelope (" + titles + "): --unwrap " + names + " takes it out";
}

} // namespace driftwood::cli
