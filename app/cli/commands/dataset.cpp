#include "dataset/dataset.h"
#include "app/cli/commands/commands.h"
#include "app/cli/dataset_report.h"
#include "app/cli/envelope_options.h"
#include "app/cli/field_names.h"
#include "app/cli/filter_help.h"
#include "app/cli/job_runner.h"
#include "app/cli/option_kinds.h"
#include "app/cli/progress_line.h"
#include "app/cli/range_options.h"
#include "app/cli/registry_options.h"
#include "app/cli/table.h"
#include "base/quoted_names.h"
#include "base/safe_name.h"
#include "dataset/load_rows.h"
#include "decoder/field_survey.h"
#include "decoder/formats/format.h"
#include "decoder/masking/masking_decoder.h"
#include "decoder/stated_type.h"
#include "decoder/vector_fields.h"
#include "decoder/wrapping/envelope.h"
#include "ui/format/format.h"

#include <algorithm>
#include <iterator>

namespace driftwood::cli {
namespace {

struct CreateOptions {
    std::string name;
    std::string topic;
    RangeOptions range;
    std::string filter;
    std::string format;
    std::string keyFormat;
    RegistryOptions registry;
    std::vector<std::string> csvColumns;
    std::vector<std::string> fields;
    std::vector<std::string> types;
    std::vector<std::string> unwrap;
    double validation = 0.2;
    std::int64_t gapMs = 0;
    bool uncommitted = false;
};

/// Keeps only the fields that the user named; that of an array of numbers brings its elements along.
Status narrow(decoder::DecoderSpec& spec, const CreateOptions& options) {
    if (options.fields.empty())
        return {};
    records::Schema narrowed;
    for (const std::string& written : options.fields) {
        const std::string path = plainName(written);
        const auto index = spec.schema.indexOf(path);
        for (records::Field& element : decoder::elementsOfArray(spec.schema, path))
            narrowed.fields.push_back(std::move(element));
        if (!index)
            return fail(ErrorCode::NotFound, "no record of the sample has a field \"" + path + "\"",
                        options.topic, "driftwood-cli peek shows what records look like.");
        narrowed.fields.push_back(spec.schema.fields[*index]);
    }
    spec.schema = std::move(narrowed);
    return {};
}

/// The decoder inferred from a sample, reduced to the fields that the user named.
Result<decoder::InferredSchema> chooseDecoder(broker::Connection& connection,
                                              const broker::TopicRanges& ranges, const CreateOptions& options,
                                              const dataset::Filter& filter, broker::Isolation isolation,
                                              const decoder::SchemaSource& book) {
    std::vector<std::string> wanted = filter.paths();
    std::vector<std::string> csvColumns;
    std::ranges::transform(options.fields, std::back_inserter(wanted), plainName);
    std::ranges::transform(options.csvColumns, std::back_inserter(csvColumns), plainName);
    for (const std::string& statement : options.types)
        if (const auto stated = decoder::statedTypeFromText(statement))
            wanted.push_back(stated->path);
    const std::vector<decoder::EnvelopeKind> unwrap = envelopesNamed(options.unwrap);
    for (std::string& path : wanted)
        if (!decoder::isReservedPath(path) && !path.starts_with(records::kKeyFieldPrefix))
            path = decoder::wrappedPath(unwrap, path);
    dataset::InferenceRequest request{csvColumns, {}, wanted, isolation};
    if (const auto stated = decoder::formatFromName(options.format);
        stated && !decoder::formatOf(*stated).isFound)
        request.only = stated;
    request.key = decoder::formatFromName(options.keyFormat);
    request.book = book;
    auto inferred = dataset::inferSchema(connection, ranges, request, {});
    if (!inferred)
        return forward(inferred);
    decoder::DecoderSpec* const spec = &inferred->spec;
    if (!options.format.empty() && decoder::formatFromName(options.format) != spec->format)
        return fail(ErrorCode::Mismatch,
                    "the payloads look like " + std::string(decoder::formatName(spec->format)) + ", not " +
                        options.format,
                    options.topic, "Leave --format out, or look at the records: driftwood-cli peek.");
    const auto around = decoder::envelopesAround(spec->schema, inferred->attributes);
    if (!unwrap.empty()) {
        if (auto unwrapped = decoder::unwrapInferred(unwrap, *inferred); !unwrapped)
            return fail(unwrapped.error().code, unwrapped.error().what, options.topic,
                        unwrapped.error().hint);
    } else if (!around.empty()) {
        inferred->warning += (inferred->warning.empty() ? "" : "; ") + envelopeWords(around);
    }
    if (auto narrowed = narrow(*spec, options); !narrowed)
        return forward(narrowed);
    if (!options.fields.empty())
        inferred->warning.clear(); // concerns fields that were not requested
    if (auto stated = decoder::stateTypes(*spec, options.types); !stated)
        return fail(stated.error().code, stated.error().what, "--type", stated.error().hint);
    return inferred;
}

int createDataset(Context& context, const CreateOptions& options) {
    if (const Status fine = checkName("a data set", options.name); !fine)
        return context.report(fine.error());
    DRIFTWOOD_TRY(workspace, context.workspaceToWrite());
    DRIFTWOOD_TRY(connection, context.connect());
    dataset::DatasetRequest request;
    request.name = options.name;
    request.isolation =
        options.uncommitted ? broker::Isolation::ReadUncommitted : broker::Isolation::ReadCommitted;
    DRIFTWOOD_TRY(ranges, options.range.resolve(*connection, TopicName(options.topic), request.isolation));
    DRIFTWOOD_TRY(filter, dataset::Filter::parse(options.filter));
    DRIFTWOOD_TRY(book, options.registry.book(*connection));
    DRIFTWOOD_TRY(inferred, chooseDecoder(*connection, ranges, options, filter, request.isolation, book));
    const std::string late = options.range.lateNote(*connection, ranges, request.isolation);
    request.ranges = std::move(ranges);
    request.beginMayMove = options.range.beginMayMove();
    request.filter = std::move(filter);
    request.decoder = std::move(inferred.spec);
    request.guessed = dataset::pathsOf(request.decoder.schema);
    request.split = {options.validation, options.gapMs};

    ProgressLine line(context.terminal());
    auto data = runJob<dataset::LoadedDataset, Progress>(
        [&](const auto& sink, const auto& stop) {
            return dataset::createDataset(*connection, request, sink, stop);
        },
        [&](std::vector<Progress>&& updates) { line.show(updates.back()); });
    line.clear();
    if (!data) {
        if (data.error().code == ErrorCode::Cancelled)
            data.error().hint =
                "Nothing was kept of data set " + options.name + "; create it again to read from the start.";
        return context.report(data.error());
    }
    if (!inferred.warning.empty())
        data->notices.push_back(inferred.warning);
    if (!late.empty())
        data->notices.push_back(late);
    if (const auto added = workspace->addDataset(
            data->manifest, context.options.brokers.empty() ? context.profileName() : std::string(),
            connection->profile().bootstrapServers);
        !added)
        return context.report(added.error());
    if (context.options.json)
        context.printJson(datasetJson(*data));
    else
        printDataset(context.terminal(), *data);
    return kOk;
}

int listDatasets(Context& context) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(rows, workspace->datasets());
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& row : rows)
            json.push_back({{"name", row.manifest.name},
                            {"topic", row.manifest.topic.value},
                            {"rows", row.manifest.rows},
                            {"undecodable", row.manifest.undecodable},
                            {"fingerprint", row.manifest.fingerprint},
                            {"created_at", row.manifest.createdAt},
                            {"profile", row.profileName},
                            {"brokers", row.bootstrapServers}});
        context.printJson({{"datasets", json}});
        return kOk;
    }
    Table table({{"NAME", false, Table::Fit::Cut},
                 {"TOPIC", false, Table::Fit::Cut},
                 {"ROWS", true},
                 {"FINGERPRINT"},
                 {"CREATED", false, Table::Fit::LeaveOut},
                 {"FROM", false, Table::Fit::LeaveOut}});
    for (const auto& row : rows)
        table.add({shown(row.manifest.name), shown(row.manifest.topic.value),
                   ui::formatCount(row.manifest.rows), shown(row.manifest.fingerprint.substr(0, 12)),
                   shown(row.manifest.createdAt), shown(row.origin())});
    if (table.empty())
        context.terminal().line("No data set. Make one with: driftwood-cli dataset create NAME TOPIC");
    else
        table.print(context.terminal());
    return kOk;
}

/// Rereads the data set's records, which must match the manifest.
Result<dataset::LoadedDataset> load(Context& context, broker::Connection& connection,
                                    const dataset::Manifest& manifest) {
    ProgressLine line(context.terminal());
    auto data = runJob<dataset::LoadedDataset, Progress>(
        [&](const auto& sink, const auto& stop) {
            return dataset::loadDataset(connection, manifest, sink, stop);
        },
        [&](std::vector<Progress>&& updates) { line.show(updates.back()); });
    line.clear();
    return data;
}

/// The manifest has only their number; positions and reasons must be read from the log.
int showUndecodable(Context& context, const workspace::Workspace::DatasetRow& row) {
    DRIFTWOOD_TRY(connection, context.connect(Context::originOf(row)));
    DRIFTWOOD_TRY(data, load(context, *connection, row.manifest));
    if (context.options.json)
        context.printJson({{"name", row.manifest.name},
                           {"undecodable", row.manifest.undecodable},
                           {"failures", failuresJson(data.failures)}});
    else
        printFailures(context.terminal(), data.manifest.undecodable, data.failures, data.failures.size());
    return kOk;
}

int showDataset(Context& context, const std::string& name, bool undecodable) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(row, workspace->dataset(name));
    if (undecodable)
        return showUndecodable(context, row);
    context.terminal().line(QString::fromStdString(dataset::toJson(row.manifest)));
    return kOk;
}

/// Checks watermarks only, or with --full rereads every record and compares digests.
int verifyDataset(Context& context, const std::string& name, bool full) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    DRIFTWOOD_TRY(row, workspace->dataset(name));
    DRIFTWOOD_TRY(connection, context.connect(Context::originOf(row)));
    DRIFTWOOD_TRY(check, dataset::checkReplayable(*connection, row.manifest));
    if (check.replayable && full)
        if (const auto data = load(context, *connection, row.manifest); !data)
            return context.report(data.error());
    if (context.options.json) {
        context.printJson({{"name", name},
                           {"replayable", check.replayable},
                           {"digest_checked", check.replayable && full},
                           {"fingerprint", row.manifest.fingerprint},
                           {"problems", check.problems},
                           {"warnings", check.warnings}});
        return check.replayable ? kOk : kNotReplayable;
    }
    Terminal& out = context.terminal();
    if (check.replayable)
        out.line(out.styled("replayable", Style::Good) +
                 (full ? "  every record was read again and matches the manifest byte for byte"
                       : "  the log still holds every range (--full reads and compares every record)"));
    else
        out.line(out.styled("not replayable", Style::Bad));
    for (const std::string& problem : check.problems)
        out.line("  " + shown(problem));
    for (const std::string& warning : check.warnings)
        out.line(out.styled("  " + shown(warning), Style::Drift));
    return check.replayable ? kOk : kNotReplayable;
}

} // namespace

void addDataset(CLI::App& app, Context& context) {
    auto* group =
        app.add_subcommand("dataset", "Offset ranges as training sets: create, list, show, verify, remove");
    group->require_subcommand(1);

    auto* create = group->add_subcommand("create", "Freeze a range of a topic as a data set");
    create->footer(
        std::string(kFilterHelp) +
        "\n\nTYPE (--type) is number, integer, text, bool, or for a number that counts time since 1970 "
        "time(s), time(ms), time(us), time(ns) or time(days): the type of a field, instead of the one found "
        "in a sample. Numbers and truth values are then also read from text: \"20.15\", \"73.1%\" (73.1), "
        "\"true\".");
    auto options = std::make_shared<CreateOptions>();
    create->add_option("name", options->name, "Name of the data set")->required();
    create->add_option("topic", options->topic, "Topic")->required();
    options->range.addTo(*create);
    create->add_option("--where", options->filter,
                       "Rows to keep, as \"fault == false and temperature > 20\"; see FILTERS below");
    addNamesOption(
        *create, "--fields", options->fields,
        "Fields to keep (default: all found in a sample); a name with a comma stands in backticks");
    addNamesOption(*create, "--type", options->types,
                   "Types of fields, as price=number,code=text (TYPE below)")
        ->option_text("FIELD=TYPE,…");
    addChoice(*create, "--format,--value-format", options->format, formatNames(),
              "Require this format of the payloads");
    addChoice(*create, "--key-format", options->keyFormat, keyFormatNames(),
              "Format of the keys, whose fields become @key.NAME (default: text)");
    options->registry.addTo(*create, context);
    addUnwrap(*create, options->unwrap);
    addNamesOption(*create, "--csv-columns", options->csvColumns, "Names of CSV columns, in order");
    create->add_option("--validation", options->validation, "Share of the latest rows kept for validation")
        ->capture_default_str()
        ->check(between(0.0, 0.9));
    create->add_option("--gap-ms", options->gapMs, "Leave out this much time before the validation part")
        ->capture_default_str()
        ->check(notNegative());
    create->add_flag("--read-uncommitted", options->uncommitted,
                     "Records of open and aborted transactions too");
    create->callback([&context, options] {
        context.action = [&context, options] { return createDataset(context, *options); };
    });

    auto* list = group->add_subcommand("list", "List data sets");
    list->callback([&context] { context.action = [&context] { return listDatasets(context); }; });

    auto* show = group->add_subcommand("show", "Print a data set's manifest (JSON)");
    auto toShow = std::make_shared<std::pair<std::string, bool>>();
    show->add_option("name", toShow->first, "Data set")->required();
    show->add_flag("--undecodable", toShow->second,
                   "List the records that could not be decoded, and why, instead; reads the log again");
    show->callback([&context, toShow] {
        context.action = [&context, toShow] { return showDataset(context, toShow->first, toShow->second); };
    });

    auto* verify = group->add_subcommand("verify", "Check that the data set is still in the log, unchanged");
    auto verified = std::make_shared<std::pair<std::string, bool>>();
    verify->add_option("name", verified->first, "Data set")->required();
    verify->add_flag("--full", verified->second, "Read every record again and compare the digests");
    verify->callback([&context, verified] {
        context.action = [&context, verified] {
            return verifyDataset(context, verified->first, verified->second);
        };
    });

    auto* remove = group->add_subcommand("remove", "Forget a data set (the log is not touched)");
    auto removed = std::make_shared<std::string>();
    remove->add_option("name", *removed, "Data set")->required();
    remove->callback([&context, removed] {
        context.action = [&context, removed] {
            DRIFTWOOD_TRY(workspace, context.workspace());
            if (const auto done = workspace->removeDataset(*removed); !done)
                return context.report(done.error());
            return context.reportRemoved("data set", *removed);
        };
    });
}

} // namespace driftwood::cli
