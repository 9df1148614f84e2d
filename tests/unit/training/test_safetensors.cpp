#include "base/files.h"
#include "base/random.h"
#include "support/result_check.h"
#include "training/safetensors.h"

#include <QTemporaryDir>
#include <cmath>
#include <cstring>

using namespace driftwood;
using namespace driftwood::training;

namespace {

TensorFile sample() {
    TensorFile file;
    file.metadata = {{"format", "pt"}, {"note", "\"quoted\" and ü"}};
    file.tensors["weights"] = Tensor::ofFloats({2, 3}, {1, 2, 3, 4, 5, NAN});
    file.tensors["bytes"] = Tensor{Tensor::Type::U8, {3}, std::string("a\0b", 3)};
    file.tensors["steps"] = Tensor::ofInts({-1, INT64_MAX});
    file.tensors["best"] = Tensor::ofDoubles({0.1});
    file.tensors["scalar"] = Tensor::ofFloats({}, {2.5F});
    file.tensors["nothing"] = Tensor::ofFloats({0, 7}, {});
    return file;
}

std::string fileOf(const std::string& header, const std::string& data) {
    std::uint64_t length = header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + data;
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsWrittenIsReadBack() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("m.safetensors").toStdString();
        const TensorFile file = sample();
        VERIFY_OK(writeSafetensors(path, file));
        const auto back = readSafetensors(path);
        VERIFY_OK(back);
        QCOMPARE(back->metadata, file.metadata);
        QCOMPARE(back->tensors.size(), file.tensors.size());
        for (const auto& [name, tensor] : file.tensors) {
            QCOMPARE(back->tensors.at(name).type, tensor.type);
            QCOMPARE(back->tensors.at(name).shape, tensor.shape);
            QCOMPARE(back->tensors.at(name).bytes, tensor.bytes);
        }
        QCOMPARE(back->tensors.at("steps").ints("test").value(), (std::vector<std::int64_t>{-1, INT64_MAX}));
        QCOMPARE(back->tensors.at("best").doubles("test").value(), std::vector<double>{0.1});
        QCOMPARE(back->tensors.at("weights").elements(), std::int64_t(6));
        VERIFY_FAILS(back->tensors.at("steps").floats("test"), ErrorCode::Mismatch);
        VERIFY_FAILS(back->find("absent", "test"), ErrorCode::NotFound);
    }

    void theLayoutIsTheFormats() {
        TensorFile file;
        file.tensors["a"] = Tensor::ofFloats({1}, {1.0F});
        const std::string bytes = encodeSafetensors(file);
        std::uint64_t length = 0;
        std::memcpy(&length, bytes.data(), 8);
        QCOMPARE(length % 8, std::uint64_t(0)); // the start of the data is aligned
        QCOMPARE(QByteArray::fromStdString(bytes.substr(8, length)).trimmed(),
                 QByteArray(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})"));
        QCOMPARE(bytes.substr(8 + length), std::string("\0\0\x80\x3f", 4));
    }

    void filesThatLieAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const auto add = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes);
        };
        const std::string data(8, 'x');
        add("empty", "");
        add("seven bytes", "1234567");
        add("header longer than the file", std::string("\x40\0\0\0\0\0\0\0{}", 10));
        add("huge header length", std::string(8, '\xff') + "{}");
        add("header is no JSON", fileOf("{", ""));
        add("header is an array", fileOf("[]", ""));
        add("unknown type", fileOf(R"({"a":{"dtype":"F8","shape":[8],"data_offsets":[0,8]}})", data));
        add("shape too small", fileOf(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})", data));
        add("negative size", fileOf(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", data));
        add("sizes that overflow",
            fileOf(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", ""));
        add("beyond the end", fileOf(R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", data));
        add("end before begin", fileOf(R"({"a":{"dtype":"F32","shape":[0],"data_offsets":[8,4]}})", data));
        add("one offset", fileOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}})", data));
        add("fractional offset", fileOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8.5]}})", data));
        add("hole", fileOf(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", data));
        add("trailing bytes", fileOf(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", data));
        add("overlap", fileOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                              R"("b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
                              data));
        add("no shape", fileOf(R"({"a":{"dtype":"F32","data_offsets":[0,8]}})", data));
        add("extra field", fileOf(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}})", data));
        add("metadata is no text", fileOf(R"({"__metadata__":{"a":1}})", ""));
    }
    void filesThatLieAreRefused() {
        QFETCH(QByteArray, bytes);
        VERIFY_FAILS(decodeSafetensors(bytes.toStdString(), "test"), ErrorCode::CorruptData);
    }

    void damagedFilesNeverCrash() {
        const std::string good = encodeSafetensors(sample());
        SeededRandom random(1);
        int refused = 0;
        for (int i = 0; i < 5000; ++i) {
            std::string bytes = good;
            for (std::uint64_t flips = 1 + random.below(3); flips > 0; --flips)
                bytes[random.below(bytes.size())] ^= static_cast<char>(1U << random.below(8));
            if (random.below(5) == 0)
                bytes.resize(random.below(bytes.size()));
            const auto decoded = decodeSafetensors(bytes, "test");
            if (!decoded)
                ++refused;
            else // an accepted file is consistent enough to be written again
                VERIFY_OK(decodeSafetensors(encodeSafetensors(*decoded), "test"));
        }
        QVERIFY(refused > 3000);
    }

    void aMissingFileSaysWhich() {
        const auto file = readSafetensors("/nowhere/m.safetensors");
        VERIFY_FAILS(file, ErrorCode::NotFound);
        QVERIFY(file.error().where.find("/nowhere/m.safetensors") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSafetensors)
#include "test_safetensors.moc"
