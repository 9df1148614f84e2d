#include "broker/peek.h"
#include "app/cli/commands/commands.h"
#include "app/cli/envelope_options.h"
#include "app/cli/job_runner.h"
#include "app/cli/json_printer.h"
#include "app/cli/option_kinds.h"
#include "app/cli/payload_readers.h"
#include "app/cli/plain_records.h"
#include "app/cli/range_options.h"
#include "app/cli/registry_options.h"
#include "app/cli/table.h"
#include "base/clock.h"
#include "decoder/masking/masking_decoder.h"
#include "decoder/masking/personal_fields.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/wrapping/envelope.h"
#include "decoder/wrapping/envelope_text.h"
#include "ui/format/format.h"

#include <QStringDecoder>
#include <algorithm>
#include <optional>

namespace driftwood::cli {
namespace {

/// Maximum length of a record on the terminal; --json prints the whole record.
constexpr qsizetype kShownValue = 2000;
constexpr std::int64_t kDefaultCount = 10;
constexpr std::size_t kShownHeaders = 50;
/// Rows laid out together: a million as text would take a hundred times the memory of the records.
constexpr std::size_t kRowsAtOnce = 1000;
/// Records that are searched for fields that look personal.
constexpr std::size_t kSampledRecords = 1000;
/// A byte order mark at the beginning belongs to the text: without it two different keys would look equal.
constexpr auto kKeepMark = QStringDecoder::Flag::ConvertInitialBom;

struct PeekOptions {
    std::string topic;
    std::string partitions;
    std::string offset;
    std::optional<std::int64_t> count;
    bool headers = false;
    std::string keyFormat;
    std::string valueFormat;
    std::vector<std::string> unwrap;
    RegistryOptions registry;
};

QByteArray bytes(std::string_view view) {
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

/// UTF-8 unchanged; anything else as base64 under another name, so that no byte is lost or guessed.
void addBytes(nlohmann::ordered_json& json, const std::string& name, bool present, std::string_view value) {
    if (!present) {
        json[name] = nullptr;
        return;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, kKeepMark);
    const QString text = decoder(bytes(value));
    if (decoder.hasError())
        json[name + "_base64"] = bytes(value).toBase64().toStdString();
    else
        json[name] = text.toStdString();
}

/// A decoded payload as text, or its bytes and why they could not be decoded.
void addDecoded(nlohmann::ordered_json& json, const std::string& name, const decoder::PayloadText::Read& read,
                std::string_view payload) {
    if (read.problem.empty()) {
        json[name] = read.text;
        return;
    }
    addBytes(json, name, true, payload);
    json[name + "_problem"] = read.problem;
}

/// "gzip", and why it could not be decompressed, beside the payload.
void addCompression(nlohmann::ordered_json& json, const std::string& name, const PlainPayload& payload) {
    if (payload.compression)
        json[name + "_compression"] = decoder::compressionName(*payload.compression);
    if (!payload.problem.empty())
        json[name + "_problem"] = payload.problem;
}

/// How records are shown.
struct Showing {
    PayloadReaders& readers;
    decoder::EnvelopeText* envelope = nullptr;     ///< null: values are shown with what is around them
    const decoder::TextMasking* masking = nullptr; ///< of the connection, if it has any
};

/// The data of a value that is in envelopes.
decoder::EnvelopeText::Read unwrapped(const PlainRecords& records, const Showing& showing) {
    const broker::RawRecord& record = records.record();
    std::string text(decoder::withoutJsonFrame(record.value));
    if (showing.readers.has(false)) {
        auto read = showing.readers.read(false, records);
        if (!read.problem.empty())
            return {.text = {}, .isDelete = false, .beside = {}, .problem = std::move(read.problem)};
        text = std::move(read.text);
    }
    auto data = showing.envelope->read(text, records.headers());
    // Masked as a whole before: a mask may also name the field as it is called without its envelope.
    if (showing.masking == nullptr || !data.problem.empty())
        return data;
    if (!data.isDelete)
        data.text = showing.masking->value(data.text).value_or(std::string(decoder::kHidden));
    for (auto& [name, value] : data.beside)
        value = showing.masking->field(name, value).value_or(std::string(decoder::kHidden));
    return data;
}

void addUnwrapped(nlohmann::ordered_json& json, const PlainRecords& records, const Showing& showing) {
    const auto data = unwrapped(records, showing);
    if (!data.problem.empty()) {
        addBytes(json, "value", true, records.record().value);
        json["value_problem"] = data.problem;
        return;
    }
    addBytes(json, "value", !data.isDelete, data.text);
    json["deletes"] = data.isDelete;
    auto& beside = json["envelope"] = nlohmann::ordered_json::object();
    for (const auto& [name, value] : data.beside)
        addBytes(beside, name, true, value);
}

nlohmann::ordered_json recordJson(const PlainRecords& records, const Showing& showing) {
    PayloadReaders& readers = showing.readers;
    const broker::RawRecord& record = records.record();
    nlohmann::ordered_json json{
        {"partition", record.partition.value}, {"offset", record.offset.value}, {"timestamp_ms", nullptr}};
    if (record.timestamp.value >= 0)
        json["timestamp_ms"] = record.timestamp.value;
    if (readers.has(true) && record.hasKey)
        addDecoded(json, "key", readers.read(true, records), record.key);
    else
        addBytes(json, "key", record.hasKey, record.key);
    if (showing.envelope != nullptr && record.hasValue)
        addUnwrapped(json, records, showing);
    else if (readers.has(false) && record.hasValue)
        addDecoded(json, "value", readers.read(false, records), record.value);
    else
        addBytes(json, "value", record.hasValue, record.value);
    addCompression(json, "key", records.key());
    addCompression(json, "value", records.value());
    if (const std::string look = decoder::registryLook(record.value); !look.empty())
        json["looks_like"] = look;
    auto headers = nlohmann::ordered_json::array();
    for (const auto& [name, value] : records.headers()) {
        nlohmann::ordered_json header{{"name", name}};
        addBytes(header, "value", value.has_value(), value.value_or(std::string()));
        headers.push_back(std::move(header));
    }
    json["headers"] = std::move(headers);
    return json;
}

/// The first bytes of a text, followed by its total size if it is longer.
QString beginningOf(std::string_view text) {
    QStringDecoder decoder(QStringDecoder::Utf8, kKeepMark); // holds back a character that was cut
    QString beginning = ui::escapeControls(decoder(bytes(text.substr(0, kShownValue))));
    if (text.size() > static_cast<std::size_t>(kShownValue))
        beginning += QStringLiteral(" … %1").arg(ui::formatBytes(static_cast<qint64>(text.size())));
    return beginning;
}

QString shownDecoded(Terminal& terminal, const decoder::PayloadText::Read& read, std::size_t bytes) {
    if (read.problem.empty())
        return beginningOf(read.text);
    return terminal.styled(
        shown(read.problem) + QStringLiteral(", ") + ui::formatBytes(static_cast<qint64>(bytes)), Style::Dim);
}

QString shownKey(Terminal& terminal, const PlainRecords& records, PayloadReaders& readers) {
    const broker::RawRecord& record = records.record();
    if (!record.hasKey)
        return QStringLiteral("–");
    return readers.has(true) ? shownDecoded(terminal, readers.read(true, records), record.key.size())
                             : beginningOf(record.key);
}

QString shownUnwrapped(Terminal& terminal, const PlainRecords& records, const Showing& showing) {
    const auto data = unwrapped(records, showing);
    if (!data.problem.empty())
        return terminal.styled(shown(data.problem) + QStringLiteral(", ") +
                                   ui::formatBytes(static_cast<qint64>(records.record().value.size())),
                               Style::Dim);
    QString beside;
    for (const auto& [name, value] : data.beside)
        beside += QStringLiteral("  %1=%2").arg(shown(name), beginningOf(value));
    return (data.isDelete ? terminal.styled("deleted", Style::Dim) : beginningOf(data.text)) +
           terminal.styled(beside, Style::Dim);
}

QString shownPlainValue(Terminal& terminal, const PlainRecords& records, const Showing& showing) {
    const broker::RawRecord& record = records.record();
    PayloadReaders& readers = showing.readers;
    if (!record.hasValue)
        return terminal.styled("null (tombstone)", Style::Dim);
    if (showing.envelope != nullptr)
        return shownUnwrapped(terminal, records, showing);
    if (readers.has(false))
        return shownDecoded(terminal, readers.read(false, records), record.value.size());
    if (const std::string_view json = decoder::withoutJsonFrame(record.value);
        json.size() < record.value.size())
        return beginningOf(json);
    if (const std::string why = decoder::whyFrameIsNotDecoded(record.value); !why.empty())
        return terminal.styled(shown(why) + QStringLiteral(", ") +
                                   ui::formatBytes(static_cast<qint64>(record.value.size())),
                               Style::Dim);
    return beginningOf(record.value);
}

QString shownValue(Terminal& terminal, const PlainRecords& records, const Showing& showing) {
    const PlainPayload& value = records.value();
    if (!value.compression)
        return shownPlainValue(terminal, records, showing);
    const QString bytes = ui::formatBytes(static_cast<qint64>(records.valueBytes()));
    if (!value.problem.empty())
        return terminal.styled(shown(value.problem) + QStringLiteral(", ") + bytes, Style::Dim);
    return shownPlainValue(terminal, records, showing) +
           terminal.styled(QStringLiteral("  (%1, %2)")
                               .arg(shown(std::string(decoder::compressionName(*value.compression))), bytes),
                           Style::Dim);
}

/// null without quotes means no value; an empty value and the text null itself are in quotes.
QString shownHeader(const std::optional<std::string>& value) {
    if (!value)
        return QStringLiteral("null");
    const QString text = beginningOf(*value);
    return value->empty() || *value == "null" ? '"' + text + '"' : text;
}

QString shownHeaders(const broker::Headers& headers) {
    QString text;
    for (std::size_t i = 0; i < std::min(headers.size(), kShownHeaders); ++i)
        text += QStringLiteral("  %1=%2").arg(beginningOf(headers[i].first), shownHeader(headers[i].second));
    if (headers.size() > kShownHeaders)
        text += QStringLiteral("  … %1").arg(counted(static_cast<qint64>(headers.size()), "header"));
    return text;
}

QString stopText(broker::PeekStop stop, const std::vector<broker::OffsetRange>& held) {
    switch (stop) {
    case broker::PeekStop::Enough:
        return "found the number asked for";
    case broker::PeekStop::EndOfLog:
        return held.empty() ? "end of the log" : "end of what is committed";
    case broker::PeekStop::Budget:
        return "budget of bytes or time used up; there may be more";
    case broker::PeekStop::Stopped:
        return "stopped by you; there may be more";
    }
    return {};
}

/// The ranges of these partitions that wait behind an open transaction; none if the broker does not answer.
std::vector<broker::OffsetRange> heldBack(broker::Connection& connection, const TopicName& topic,
                                          const std::vector<PartitionId>& partitions) {
    auto held = broker::heldBack(connection, topic).value_or(std::vector<broker::OffsetRange>());
    if (!partitions.empty())
        std::erase_if(held, [&](const broker::OffsetRange& range) {
            return std::ranges::find(partitions, range.partition) == partitions.end();
        });
    return held;
}

/// Parses kcat's notation: beginning, end, N, -N, s@TIME. Without an offset: the newest records.
Result<broker::PeekRequest> toRequest(const PeekOptions& options) {
    broker::PeekRequest request;
    request.limit = static_cast<std::size_t>(options.count.value_or(kDefaultCount));
    if (!options.partitions.empty()) {
        auto partitions = parsePartitions(options.partitions);
        if (!partitions)
            return forward(partitions);
        request.partitions = std::move(*partitions);
    }
    const std::string& offset = options.offset;
    const auto number = parseCount(offset);
    if (offset.empty() || offset == "end") {
        request.from = broker::PeekRequest::From::Newest;
    } else if (offset == "beginning") {
        request.from = broker::PeekRequest::From::Oldest;
    } else if (offset.starts_with("s@")) {
        auto time = parseTime(offset.substr(2), timeNow(), "--offset");
        if (!time)
            return forward(time);
        request.from = broker::PeekRequest::From::Time;
        request.time = *time;
    } else if (number && *number < 0 && *number != INT64_MIN) {
        request.from = broker::PeekRequest::From::Newest;
        request.limit = static_cast<std::size_t>(-*number);
        request.limitPerPartition = true;
    } else if (number && *number >= 0) {
        request.from = broker::PeekRequest::From::Offset;
        request.offset = Offset(*number);
    } else {
        return fail(ErrorCode::InvalidArgument, "\"" + offset + "\" is not an offset", "--offset",
                    "Write beginning, end, a number, -N for the newest N of each partition, or s@TIME.");
    }
    return request;
}

/// Puts what may be shown of key and value in their place, decoded if there are readers: what cannot be read
/// is hidden, as nobody knows what is in it.
void mask(PlainRecords& records, PayloadReaders& readers, const decoder::TextMasking& masking) {
    const broker::RawRecord& record = records.record();
    const auto textOf = [&](bool ofKeys, std::string_view payload) -> std::optional<std::string> {
        if (!readers.has(ofKeys))
            return std::string(payload);
        auto read = readers.read(ofKeys, records);
        return read.problem.empty() ? std::optional(std::move(read.text)) : std::nullopt;
    };
    auto key = record.hasKey ? textOf(true, record.key) : std::nullopt;
    auto value = record.hasValue ? textOf(false, record.value) : std::nullopt;
    key = key ? masking.key(*key) : std::nullopt;
    value = value ? masking.value(*value) : std::nullopt;
    records.replace(key.value_or(std::string(decoder::kHidden)),
                    value.value_or(std::string(decoder::kHidden)));
}

/// Remarks about all records together.
struct Remarks {
    std::vector<std::string> personal; ///< fields that look like data about persons and are not masked
    std::vector<decoder::EnvelopeKind> around; ///< envelopes that the data seems to be in
};

Remarks remarksOn(const broker::RawBatchList& records, const broker::FieldMasks& masks,
                  const decoder::SchemaSource& book) {
    decoder::SchemaInference inference({}, std::nullopt, {}, {}, book);
    const PlainSample sample(records, kSampledRecords);
    inference.add(sample.batch());
    const auto inferred = inference.finish();
    if (!inferred)
        return {};
    Remarks out{decoder::personalFields(inferred->spec.schema),
                decoder::envelopesAround(inferred->spec.schema, inferred->attributes)};
    const decoder::Masks masked(masks);
    std::erase_if(out.personal, [&](const std::string& path) { return masked.of(path).has_value(); });
    return out;
}

std::vector<std::string> envelopeNames(const std::vector<decoder::EnvelopeKind>& kinds) {
    std::vector<std::string> names;
    for (const decoder::EnvelopeKind kind : kinds)
        names.emplace_back(decoder::envelopeOf(kind).name);
    return names;
}

QString personalWords(const std::vector<std::string>& paths) {
    QStringList names;
    for (const std::string& path : paths)
        names << shown(path);
    return QStringLiteral("%1 may be personal, by name; masked by: driftwood-cli connect … --mask %2=hash")
        .arg(names.join(QStringLiteral(", ")), names.constFirst());
}

int peek(Context& context, const PeekOptions& options) {
    DRIFTWOOD_TRY(request, toRequest(options));
    DRIFTWOOD_TRY(connection, context.connect());
    DRIFTWOOD_TRY(book, options.registry.book(*connection));
    const auto records = runJob<broker::RawBatchList, Progress>(
        [&](const auto&, const auto& stop) {
            return broker::peek(*connection, TopicName(options.topic), request, stop);
        },
        [](std::vector<Progress>&&) {});
    if (!records)
        return context.report(records.error());
    const auto held = heldBack(*connection, TopicName(options.topic), request.partitions);
    DRIFTWOOD_TRY(readers, PayloadReaders::create(
                               {options.keyFormat, options.valueFormat, options.registry.areGiven(context)},
                               book, *records));
    // All records are shown, even without their schemas; missing schemas are reported after them.
    const auto finish = [&]() -> int {
        if (readers.fault())
            return context.report(*readers.fault());
        return records->stop() == broker::PeekStop::Stopped ? kStopped : kOk;
    };
    const std::size_t most = options.count ? static_cast<std::size_t>(*options.count) : records->size();
    const std::size_t count = std::min(records->size(), most);
    PlainRecords plain(*records);
    const broker::FieldMasks& masks = connection->profile().masks;
    const decoder::DecoderSpec json;
    const decoder::TextMasking masking(masks, &json);
    PayloadReaders none;
    std::optional<decoder::EnvelopeText> envelope;
    if (!options.unwrap.empty()) {
        DRIFTWOOD_TRY(made, decoder::EnvelopeText::create(envelopesNamed(options.unwrap)));
        envelope = std::move(made);
    }
    const Showing showing{masks.empty() ? readers : none, envelope ? &*envelope : nullptr,
                          masks.empty() ? nullptr : &masking};
    const auto turnTo = [&](std::size_t i) {
        plain.turnTo(i);
        if (!masks.empty())
            mask(plain, readers, masking);
    };
    const Remarks remarks = remarksOn(*records, masks, book);
    if (context.options.json) {
        JsonPrinter printer([&](const QString& text) { context.terminal().line(text); });
        printer.beginObject();
        auto waiting = nlohmann::ordered_json::array();
        for (const broker::OffsetRange& range : held)
            waiting.push_back({{"partition", range.partition.value},
                               {"begin", range.begin.value},
                               {"end", range.end.value}});
        printer.fields({{"topic", options.topic},
                        {"stop", stopText(records->stop(), held).toStdString()},
                        {"looks_personal", remarks.personal},
                        {"envelopes", envelopeNames(remarks.around)},
                        {"held_back", std::move(waiting)}});
        printer.beginList("records");
        for (std::size_t i = 0; i < count; ++i) {
            turnTo(i);
            printer.element(recordJson(plain, showing));
        }
        printer.end();
        printer.end();
        return finish();
    }
    Terminal& out = context.terminal();
    Table table({{"TIMESTAMP (UTC)"}, {"P", true}, {"OFFSET", true}, {"KEY"}, {"VALUE"}});
    for (std::size_t i = 0; i < count; ++i) {
        turnTo(i);
        const broker::RawRecord& record = plain.record();
        QString value = shownValue(out, plain, showing);
        if (options.headers)
            value += out.styled(shownHeaders(plain.headers()), Style::Dim);
        table.add({ui::formatTime(record.timestamp.value), QString::number(record.partition.value),
                   QString::number(record.offset.value), shownKey(out, plain, showing.readers), value});
        if ((i + 1) % kRowsAtOnce == 0 || i + 1 == count)
            table.flush(out);
    }
    out.line(out.styled(QStringLiteral("%1; %2").arg(counted(static_cast<qint64>(count), "record"),
                                                     stopText(records->stop(), held)),
                        Style::Dim));
    for (const broker::OffsetRange& range : held)
        out.line(out.styled(shown(broker::heldBackText(range)), Style::Drift));
    if (!remarks.personal.empty())
        out.paragraph(personalWords(remarks.personal), 2);
    if (!remarks.around.empty() && options.unwrap.empty())
        out.paragraph(QString::fromStdString(envelopeWords(remarks.around)), 2);
    return finish();
}

} // namespace

void addPeek(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("peek", "Look at records: the newest, or from an offset or time on");
    auto options = std::make_shared<PeekOptions>();
    command->add_option("topic", options->topic, "Topic")->required();
    command->add_option("-p,--partitions", options->partitions, "Partitions, as 0,2-3 (default: all)");
    command->add_option(
        "-o,--offset", options->offset,
        "Where: end (newest first), beginning, N, -N (the newest N of each partition), s@TIME (default: "
        "end)");
    command->add_option("-c,--count", options->count, "Records in all (default: 10; with -o -N, all of them)")
        ->check(between(1, 1000000));
    command->add_flag("-H,--headers", options->headers, "Show headers too");
    addChoice(*command, "--value-format", options->valueFormat, keyFormatNames(),
              "Format of the values (default: text; with a registry or schema that of the schemas)");
    addChoice(*command, "--key-format", options->keyFormat, keyFormatNames(),
              "Format of the keys (default: text)");
    addUnwrap(*command, options->unwrap);
    options->registry.addTo(*command, context);
    command->callback(
        [&context, options] { context.action = [&context, options] { return peek(context, *options); }; });
}

} // namespace driftwood::cli
