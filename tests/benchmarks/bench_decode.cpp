// Decoding a range of JSON, Avro or Protobuf records to float columns, compared with plain librdkafka reading
// and dropping it, and with Python's clients doing the same.

#include "base/random.h"
#include "broker/connection.h"
#include "broker/embedded_broker.h"
#include "broker/publisher.h"
#include "broker/range_reader.h"
#include "dataset/range_feed.h"
#include "kafka/bed/kafka_bed.h"

#include <QCoreApplication>
#include <QProcess>

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <unistd.h>
#include <vector>

using namespace driftwood;

namespace {

constexpr int kFields = 12;
constexpr int kRounds = 7;
constexpr int kPythonRounds = 3; ///< of these; it takes many seconds

[[noreturn]] void giveUp(const Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    std::exit(1);
}

template <class T>
T orGiveUp(Result<T> result) {
    if (!result)
        giveUp(result.error());
    return std::move(*result);
}

void orGiveUp(const Status& status) {
    if (!status)
        giveUp(status.error());
}

std::string sensor(int field) { return "sensor" + std::to_string(field); }

std::string bytesOf(double value) { return {reinterpret_cast<const char*>(&value), sizeof value}; }

std::string jsonPayload(const std::vector<double>& values) {
    std::string out;
    for (int field = 0; field < kFields; ++field) {
        char text[48];
        std::snprintf(text, sizeof text, field == 0 ? "\"%s\":%.0f" : ",\"%s\":%.2f", sensor(field).c_str(),
                      values[static_cast<std::size_t>(field)]);
        out += text;
    }
    return "{" + out + "}";
}

std::string avroPayload(const std::vector<double>& values) {
    std::string out;
    for (const double value : values)
        out += bytesOf(value);
    return out;
}

std::string avroSchema() {
    std::string out;
    for (int field = 0; field < kFields; ++field)
        out += (field == 0 ? "" : ",") + (R"({"type":"double","name":")" + sensor(field)) + "\"}";
    return R"({"type":"record","name":"R","fields":[)" + out + "]}";
}

std::string protobufPayload(const std::vector<double>& values) {
    std::string out;
    for (int field = 0; field < kFields; ++field)
        out += static_cast<char>((field + 1) << 3 | 1) + bytesOf(values[static_cast<std::size_t>(field)]);
    return out;
}

std::string protobufSchema() {
    std::string out = "syntax = \"proto3\"; message R {";
    for (int field = 0; field < kFields; ++field)
        out += " double " + sensor(field) + " = " + std::to_string(field + 1) + ";";
    return out + "}";
}

/// A format whose payloads have the same numbers; those with a schema are behind a registry's frame.
struct Format {
    const char* name;
    decoder::PayloadFormat format;
    std::string frame;
    std::string (*payload)(const std::vector<double>& values);
    std::string (*schema)();
};

const std::vector<Format>& allFormats() {
    static const std::string kFrame("\0\0\0\0\1", 5);
    static const std::vector<Format> kFormats{
        {"json", decoder::PayloadFormat::Json, {}, jsonPayload, nullptr},
        {"avro", decoder::PayloadFormat::Avro, kFrame, avroPayload, avroSchema},
        {"protobuf", decoder::PayloadFormat::Protobuf, kFrame + std::string(1, '\0'), protobufPayload,
         protobufSchema}};
    return kFormats;
}

decoder::DecoderSpec specOf(const Format& format) {
    decoder::DecoderSpec out;
    out.format = format.format;
    if (format.schema != nullptr)
        out.schemas = {{"id:1", format.schema()}};
    for (int field = 0; field < kFields; ++field)
        out.schema.fields.push_back({sensor(field), records::FieldType::Float64});
    return out;
}

std::string payload(const Format& format, SeededRandom& random, std::int64_t i) {
    std::vector<double> values{static_cast<double>(i)};
    for (int field = 1; field < kFields; ++field)
        values.push_back(random.uniform(-100, 1000));
    return format.frame + format.payload(values);
}

struct Source {
    std::string name;
    const Format* format = nullptr;
    std::unique_ptr<broker::EmbeddedBroker> embedded; ///< neither is set for an external Kafka
    std::unique_ptr<test::KafkaBed> bed;
    std::shared_ptr<broker::Connection> connection;
    broker::TopicRanges ranges;
    std::int64_t bytes = 0;
};

void fill(Source& source, int partitions, std::int64_t records) {
    broker::PublishOptions options;
    options.compression = "none";
    options.linger = std::chrono::milliseconds(50); // large batches, as in a busy topic
    const auto publisher = orGiveUp(source.connection->openPublisher(source.ranges.topic, options));
    SeededRandom random(1);
    for (std::int64_t i = 0; i < records; ++i) {
        const std::string value = payload(*source.format, random, i);
        source.bytes += static_cast<std::int64_t>(value.size());
        broker::OutgoingRecord record;
        record.partition = PartitionId(static_cast<std::int32_t>(i * partitions / records));
        record.value = value;
        orGiveUp(publisher->publish(record));
    }
    orGiveUp(publisher->flush(std::chrono::minutes(2)));
    for (const auto& marks : orGiveUp(source.connection->watermarks(source.ranges.topic)))
        source.ranges.ranges.push_back({marks.partition, marks.low, marks.high});
}

void fillKafka(Source& source, const std::string& bootstrap) {
    broker::ConnectionProfile profile;
    profile.bootstrapServers = bootstrap;
    profile.readOnly = false;
    source.connection = orGiveUp(broker::Connection::open(profile));
    orGiveUp(source.connection->createTopic(source.ranges.topic, 4, {{"retention.ms", "-1"}}));
    fill(source, 4, 1'000'000);
}

/// The Kafka at an address, or one of a version that is started here; otherwise the embedded broker.
Source makeSource(QStringList arguments) {
    Source source;
    source.format = &allFormats().front();
    for (const Format& format : allFormats())
        if (arguments.removeAll(QLatin1String(format.name)) > 0)
            source.format = &format;
    source.ranges.topic = TopicName(std::string("driftwood.bench.").append(std::to_string(::getpid())));
    const QString which = arguments.value(1);
    if (which.contains(QLatin1Char(':'))) {
        source.name = "Kafka at " + which.toStdString();
        fillKafka(source, which.toStdString());
        return source;
    }
    if (!which.isEmpty()) {
        source.name = "Apache Kafka " + which.toStdString();
        source.bed = orGiveUp(test::KafkaBed::start(which));
        fillKafka(source, source.bed->address(test::Listener::Plaintext));
        return source;
    }
    // The embedded broker keeps 5 MiB per partition.
    constexpr int kPartitions = 32;
    source.name = "embedded broker in this process";
    source.embedded = orGiveUp(broker::EmbeddedBroker::start());
    orGiveUp(source.embedded->createTopic(source.ranges.topic, kPartitions));
    source.connection = orGiveUp(broker::Connection::open(source.embedded->profile()));
    fill(source, kPartitions, kPartitions * 20'000LL);
    return source;
}

using Columns = records::RecordBatch;

/// The upper bound: librdkafka with the reader's settings, fetching and destroying messages.
void plain(const Source& source, Columns&) {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    char problem[256];
    const std::vector<std::pair<std::string, std::string>> settings{
        {"bootstrap.servers", source.connection->profile().bootstrapServers},
        {"group.id", "bench"},
        {"enable.auto.commit", "false"},
        {"enable.auto.offset.store", "false"},
        {"check.crcs", "true"},
        {"queued.min.messages", "1000000"},
        {"queued.max.messages.kbytes", "16384"},
        {"fetch.wait.max.ms", "100"},
        {"fetch.queue.backoff.ms", "5"}};
    const auto set = [&](const std::string& name, const std::string& value) {
        if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), problem, sizeof problem) != RD_KAFKA_CONF_OK)
            giveUp({ErrorCode::Internal, problem, name, {}});
    };
    for (const auto& [name, value] : settings)
        set(name, value);
    for (const auto& [name, value] : source.connection->profile().extra)
        set(name, value);
    rd_kafka_t* const client = rd_kafka_new(RD_KAFKA_CONSUMER, conf, problem, sizeof problem);
    rd_kafka_poll_set_consumer(client);
    rd_kafka_queue_t* const queue = rd_kafka_queue_get_consumer(client);
    rd_kafka_topic_partition_list_t* const list =
        rd_kafka_topic_partition_list_new(static_cast<int>(source.ranges.ranges.size()));
    for (const broker::OffsetRange& range : source.ranges.ranges)
        rd_kafka_topic_partition_list_add(list, source.ranges.topic.value.c_str(), range.partition.value)
            ->offset = range.begin.value;
    rd_kafka_assign(client, list);
    rd_kafka_topic_partition_list_destroy(list);
    std::int64_t left = source.ranges.span();
    std::vector<rd_kafka_message_t*> messages(1024);
    while (left > 0) {
        ssize_t count = rd_kafka_consume_batch_queue(queue, 100, messages.data(), 1);
        if (count == 1)
            count += rd_kafka_consume_batch_queue(queue, 0, messages.data() + 1, messages.size() - 1);
        for (ssize_t i = 0; i < count; ++i) {
            left -= messages[static_cast<std::size_t>(i)]->err == RD_KAFKA_RESP_ERR_NO_ERROR ? 1 : 0;
            rd_kafka_message_destroy(messages[static_cast<std::size_t>(i)]);
        }
    }
    rd_kafka_queue_destroy(queue);
    rd_kafka_consumer_close(client);
    rd_kafka_destroy(client);
}

/// The reader on one thread; `take` receives the batches.
void read(const Source& source, const std::function<void(const broker::RawBatch&)>& take) {
    const auto reader = orGiveUp(source.connection->openRangeReader(source.ranges));
    while (!reader->finished())
        take(orGiveUp(reader->next({})));
}

void readOnly(const Source& source, Columns&) {
    read(source, [](const broker::RawBatch&) {});
}

void readAndDecode(const Source& source, Columns& columns) {
    const auto decoder = orGiveUp(decoder::Decoder::create(specOf(*source.format)));
    std::vector<decoder::DecodeFailure> failures;
    columns.reserve(static_cast<std::size_t>(source.ranges.span())); // as when loading a data set
    read(source, [&](const broker::RawBatch& batch) { decoder->decode(batch, columns, failures); });
}

/// Like loading a data set: reads on a separate thread, with or without the digest.
void feedAndDecode(const Source& source, Columns& columns, bool digest) {
    const auto decoder = orGiveUp(decoder::Decoder::create(specOf(*source.format)));
    std::vector<decoder::DecodeFailure> failures;
    columns.reserve(static_cast<std::size_t>(source.ranges.span())); // as when loading a data set
    const auto feed =
        orGiveUp(dataset::RangeFeed::open(*source.connection, source.ranges, {.digest = digest}));
    while (const auto batch = orGiveUp(feed->next({})))
        decoder->decode(*batch, columns, failures);
}

/// The Python that has the clients, by DRIFTWOOD_BENCH_PYTHON; empty where there is none.
QString pythonWithClients(const Source& source) {
    const QString python = qEnvironmentVariable("DRIFTWOOD_BENCH_PYTHON", QStringLiteral("python3"));
    const QString format = QString::fromUtf8(source.format->name);
    const QString modules = format == QLatin1String("avro") ? QStringLiteral("confluent_kafka, fastavro")
                            : format == QLatin1String("protobuf")
                                ? QStringLiteral("confluent_kafka, google.protobuf.message_factory")
                                : QStringLiteral("confluent_kafka");
    QProcess process;
    process.start(python, {QStringLiteral("-c"), "import " + modules});
    if (process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return python;
    std::printf("Python is left out: %s has no %s; DRIFTWOOD_BENCH_PYTHON names one that does\n",
                qPrintable(python), qPrintable(modules));
    return {};
}

/// Seconds that Python's clients take to do the same, without the start of the interpreter.
double secondsOfPython(const QString& python, const Source& source) {
    QStringList ranges;
    for (const broker::OffsetRange& range : source.ranges.ranges)
        ranges << QStringLiteral("%1:%2:%3")
                      .arg(range.partition.value)
                      .arg(range.begin.value)
                      .arg(range.end.value);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(python,
                  {QStringLiteral(DRIFTWOOD_PYTHON_PEER),
                   QString::fromStdString(source.connection->profile().bootstrapServers),
                   QString::fromStdString(source.ranges.topic.value), QString::fromUtf8(source.format->name),
                   QString::number(kFields), ranges.join(QLatin1Char(','))});
    process.waitForFinished(600'000);
    const QList<QByteArray> said = process.readAllStandardOutput().trimmed().split(' ');
    if (said.size() != 2 || said.front().toLongLong() != source.ranges.span())
        giveUp({ErrorCode::Internal, "rows are missing", "Python", {}});
    return said.back().toDouble();
}

struct Contestant {
    const char* name;
    bool decodes;
    std::function<void(const Source&, Columns&)> run;
    std::vector<double> recordsPerSec;
    std::vector<double> cpuNsPerRecord; ///< of the whole process, including an embedded broker
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv); // QProcess, which starts the broker, needs it
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const Source source = makeSource(QCoreApplication::arguments());
    const auto records = static_cast<double>(source.ranges.span());
    std::printf("%s: %.0f records of %.0f bytes, %d fields, %zu partitions, %s\n", source.format->name,
                records, static_cast<double>(source.bytes) / records, kFields, source.ranges.ranges.size(),
                source.name.c_str());
    std::vector<Contestant> contestants{
        {"plain librdkafka, messages dropped", false, plain, {}, {}},
        {"range reader, records dropped", false, readOnly, {}, {}},
        {"read and decode, one thread", true, readAndDecode, {}, {}},
        {"read | decode, two threads",
         true,
         [](const Source& s, Columns& columns) { feedAndDecode(s, columns, false); },
         {}},
        {"read, digest | decode, two threads",
         true,
         [](const Source& s, Columns& columns) { feedAndDecode(s, columns, true); },
         {}}};
    const auto schema = std::make_shared<const records::Schema>(specOf(*source.format).schema);
    const QString python = pythonWithClients(source);
    std::vector<double> pythonRates;
    for (int round = 0; round <= kRounds; ++round) {
        if (!python.isEmpty() && round > 0 && round <= kPythonRounds)
            pythonRates.push_back(records / secondsOfPython(python, source));
        for (Contestant& contestant : contestants) {
            Columns columns(schema);
            const auto begin = std::chrono::steady_clock::now();
            const std::clock_t cpuBegin = std::clock();
            contestant.run(source, columns);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
            if (contestant.decodes && columns.rows() != static_cast<std::size_t>(source.ranges.span()))
                giveUp({ErrorCode::Internal, "rows are missing", contestant.name, {}});
            if (round == 0)
                continue; // warm-up round
            contestant.recordsPerSec.push_back(records / took.count());
            contestant.cpuNsPerRecord.push_back(1e9 * static_cast<double>(std::clock() - cpuBegin) /
                                                CLOCKS_PER_SEC / records);
        }
    }
    const double ceiling = median(contestants.front().recordsPerSec);
    for (const Contestant& contestant : contestants) {
        const double rate = median(contestant.recordsPerSec);
        std::printf("%-38s %6.0f k records/s  %.2f  %5.0f ns CPU a record\n", contestant.name, rate / 1000,
                    rate / ceiling, median(contestant.cpuNsPerRecord));
    }
    if (!pythonRates.empty()) {
        const double rate = median(pythonRates);
        std::printf("%-38s %6.0f k records/s  %.2f\n", "Python's clients, one thread", rate / 1000,
                    rate / ceiling);
        std::printf("read, digest | decode is %.1f times Python\n",
                    median(contestants.back().recordsPerSec) / rate);
    }
    return 0;
}
