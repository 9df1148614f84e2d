#include "app/cli/commands/commands.h"
#include "app/cli/option_kinds.h"
#include "app/cli/registry_options.h"
#include "app/cli/table.h"
#include "decoder/registry/schema_difference.h"
#include "decoder/registry/schema_registry.h"

#include <algorithm>
#include <optional>

namespace driftwood::cli {
namespace {

using decoder::DifferenceLine;
using decoder::RegisteredSchema;

struct SchemasOptions {
    std::string subject;
    std::optional<std::int64_t> version; ///< whose text is shown
    std::string difference;              ///< "2:3"; "3" compares with the one before
};

/// Two versions to compare.
struct Pair {
    std::int32_t before = 0;
    std::int32_t after = 0;
};

Result<std::shared_ptr<decoder::SchemaRegistry>> openRegistry(Context& context) {
    auto access = context.registryToAsk();
    if (!access)
        return forward(access);
    decoder::RegistrySettings settings{*access};
    settings.timeout = context.timeout;
    return decoder::SchemaRegistry::open(settings);
}

int listSubjects(Context& context) {
    DRIFTWOOD_TRY(registry, openRegistry(context));
    DRIFTWOOD_TRY(subjects, registry->subjects({}));
    std::ranges::sort(subjects);
    if (context.options.json) {
        context.printJson({{"subjects", subjects}});
        return kOk;
    }
    Terminal& out = context.terminal();
    for (const std::string& subject : subjects)
        out.line(shown(subject));
    if (subjects.empty())
        out.line("The registry has no subject.");
    return kOk;
}

/// Reads "2:3" or "3".
Result<Pair> pairOf(const std::string& text, const std::vector<std::int32_t>& versions) {
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::InvalidArgument, why, "--diff",
                    "Write two versions, as 2:3, or one, which is compared with the one before it.");
    };
    const auto colon = text.find(':');
    const auto number = [&](const std::string& part) -> std::optional<std::int32_t> {
        bool isNumber = false;
        const int value = QString::fromStdString(part).toInt(&isNumber);
        const auto found = isNumber ? std::ranges::find(versions, value) : versions.end();
        return found == versions.end() ? std::nullopt : std::optional(*found);
    };
    const auto after = number(colon == std::string::npos ? text : text.substr(colon + 1));
    if (!after)
        return refuse("\"" + text + "\" is not a version of the subject");
    if (colon != std::string::npos) {
        const auto before = number(text.substr(0, colon));
        return before ? Result<Pair>(Pair{*before, *after})
                      : refuse("\"" + text + "\" is not a version of the subject");
    }
    const auto at = std::ranges::find(versions, *after);
    if (at == versions.begin())
        return refuse("no version of the subject comes before " + std::to_string(*after));
    return Pair{*(at - 1), *after};
}

nlohmann::ordered_json schemaJson(const RegisteredSchema& schema) {
    auto references = nlohmann::ordered_json::array();
    for (const decoder::ReferencedSchema& reference : schema.references)
        references.push_back(reference.name);
    return {{"version", schema.version},
            {"id", schema.id},
            {"type", schema.type},
            {"references", std::move(references)},
            {"schema", schema.text}};
}

nlohmann::ordered_json differenceJson(const std::vector<DifferenceLine>& lines) {
    static constexpr const char* kNames[] = {"same", "removed", "added"};
    auto json = nlohmann::ordered_json::array();
    for (const DifferenceLine& line : lines)
        json.push_back({{"change", kNames[static_cast<std::size_t>(line.kind)]}, {"line", line.text}});
    return json;
}

void printDifference(Terminal& out, const std::vector<DifferenceLine>& lines) {
    for (const DifferenceLine& line : lines) {
        const QString text = shown(line.text);
        if (line.kind == DifferenceLine::Kind::Same)
            out.line("  " + text);
        else if (line.kind == DifferenceLine::Kind::Removed)
            out.line(out.styled("- " + text, Style::Bad));
        else
            out.line(out.styled("+ " + text, Style::Good));
    }
}

void printSubject(Terminal& out, const std::string& compatibility, const std::vector<RegisteredSchema>& all,
                  const RegisteredSchema& chosen) {
    Table table({{"VERSION", true}, {"ID", true}, {"TYPE"}, {"REFERENCES", false, Table::Fit::LeaveOut}});
    for (const RegisteredSchema& schema : all) {
        QStringList references;
        for (const decoder::ReferencedSchema& reference : schema.references)
            references << shown(reference.name);
        table.add({QString::number(schema.version), QString::number(schema.id), shown(schema.type),
                   references.join(", ")});
    }
    table.print(out);
    out.line(QStringLiteral("compatibility %1").arg(shown(compatibility)));
    out.line();
    out.line(out.heading(QStringLiteral("version %1").arg(chosen.version)));
    const QString text = QString::fromStdString(decoder::readableSchema(chosen.text));
    for (const QString& line : text.split('\n'))
        out.line(shown(line.toStdString()));
}

int showSubject(Context& context, const SchemasOptions& options) {
    DRIFTWOOD_TRY(registry, openRegistry(context));
    DRIFTWOOD_TRY(versions, registry->versions(options.subject, {}));
    std::ranges::sort(versions);
    if (versions.empty())
        return context.report(Error{ErrorCode::NotFound, "the subject has no version", options.subject, {}});
    if (options.version && std::ranges::find(versions, *options.version) == versions.end())
        return context.report(Error{ErrorCode::NotFound,
                                    "the subject has no version " + std::to_string(*options.version),
                                    options.subject, "Leave --show out to see those it has."});
    std::optional<Pair> pair;
    if (!options.difference.empty()) {
        DRIFTWOOD_TRY(found, pairOf(options.difference, versions));
        pair = found;
    }
    DRIFTWOOD_TRY(compatibility, registry->compatibility(options.subject, {}));
    std::vector<RegisteredSchema> all;
    for (const std::int32_t version : versions) {
        DRIFTWOOD_TRY(schema, registry->version(options.subject, version, {}));
        schema.version = version;
        all.push_back(std::move(schema));
    }
    const auto schemaOf = [&](std::int64_t version) -> const RegisteredSchema& {
        return *std::ranges::find(all, version, &RegisteredSchema::version);
    };
    std::vector<DifferenceLine> difference;
    if (pair)
        difference = decoder::lineDifference(decoder::readableSchema(schemaOf(pair->before).text),
                                             decoder::readableSchema(schemaOf(pair->after).text));
    if (context.options.json) {
        auto list = nlohmann::ordered_json::array();
        for (const RegisteredSchema& schema : all)
            list.push_back(schemaJson(schema));
        nlohmann::ordered_json json{
            {"subject", options.subject}, {"compatibility", compatibility}, {"versions", std::move(list)}};
        if (pair)
            json["difference"] = differenceJson(difference);
        context.printJson(json);
        return kOk;
    }
    Terminal& out = context.terminal();
    if (pair) {
        out.line(out.heading(QStringLiteral("version %1 against %2").arg(pair->before).arg(pair->after)));
        printDifference(out, difference);
        return kOk;
    }
    printSubject(out, compatibility, all, options.version ? schemaOf(*options.version) : all.back());
    return kOk;
}

} // namespace

void addSchemas(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "schemas", "List the subjects of the schema registry, or one subject's versions and their text");
    auto options = std::make_shared<SchemasOptions>();
    command->add_option("subject", options->subject, "Subject, as TOPIC-value (default: list them)");
    auto* version =
        command->add_option("--show", options->version, "Version whose text is shown (default: the newest)")
            ->check(positive());
    command
        ->add_option("--diff", options->difference,
                     "Difference of two versions, as 2:3; of one, as 3, to the one before it")
        ->option_text("A:B")
        ->excludes(version);
    addRegistryOf(*command, context);
    command->callback([&context, options] {
        context.action = [&context, options] {
            return options->subject.empty() ? listSubjects(context) : showSubject(context, *options);
        };
    });
}

} // namespace driftwood::cli
