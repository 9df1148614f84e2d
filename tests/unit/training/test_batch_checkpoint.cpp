#include "support/result_check.h"

#include "prepared_data.h"
#include "training/checkpoint_file.h"
#include "training/safetensors.h"

#include <QTemporaryDir>

using namespace driftwood;
using namespace driftwood::training;
using namespace driftwood::test;

class TestBatchCheckpoint : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aResumedRunEqualsTheUninterruptedOne_data() {
        QTest::addColumn<bool>("adam");
        QTest::addColumn<int>("interruptedAfter");
        // Seven steps per epoch: before the first, in the middle, around the ends of epochs, at the very end.
        for (const bool adam : {true, false})
            for (const int steps : {0, 1, 3, 6, 7, 8, 20, 27, 28})
                QTest::newRow(qPrintable(QString("%1 after %2").arg(adam ? "adam" : "sgd").arg(steps)))
                    << adam << steps;
    }
    void aResumedRunEqualsTheUninterruptedOne() {
        QFETCH(bool, adam);
        QFETCH(int, interruptedAfter);
        const PreparedData training = exclusiveOr(200, 1);
        const PreparedData validation = exclusiveOr(100, 2);
        const TrainingSpec spec = specOf(adam);
        const auto uninterrupted = BatchLearner::create(spec, training.view(), validation.view()).value();
        runTo(*uninterrupted);
        QCOMPARE(uninterrupted->stepsDone(), std::int64_t(28));

        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        const auto first = BatchLearner::create(spec, training.view(), validation.view()).value();
        runTo(*first, interruptedAfter);
        VERIFY_OK(first->save(path));
        runTo(*first); // saving does not affect the run
        QCOMPARE(first->parameters(), uninterrupted->parameters());

        const auto second = BatchLearner::create(spec, training.view(), validation.view()).value();
        runTo(*second, 5); // its earlier state is replaced
        VERIFY_OK(second->restore(path));
        QCOMPARE(second->stepsDone(), std::int64_t(interruptedAfter));
        runTo(*second);
        QCOMPARE(second->stepsDone(), uninterrupted->stepsDone());
        QCOMPARE(second->stopped(), uninterrupted->stopped());
        QCOMPARE(second->bestEpoch(), uninterrupted->bestEpoch());
        // Vectors of floats compare by value;
        // they contain no NaN, so equal means equal bits (except for -0).
        QCOMPARE(second->parameters(), uninterrupted->parameters());
        QCOMPARE(second->bestParameters(), uninterrupted->bestParameters());
    }

    void metricsGoOnAsIfNothingHadHappened() {
        const PreparedData training = exclusiveOr(200, 1);
        const PreparedData validation = exclusiveOr(100, 2);
        const auto one = BatchLearner::create(specOf(true), training.view(), validation.view()).value();
        const auto other = BatchLearner::create(specOf(true), training.view(), validation.view()).value();
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        runTo(*one, 10);
        VERIFY_OK(one->save(path));
        VERIFY_OK(other->restore(path));
        while (one->stopped() == StopReason::NotStopped) {
            const auto a = one->step();
            const auto b = other->step();
            VERIFY_OK(a);
            VERIFY_OK(b);
            QCOMPARE(a->step, b->step);
            QCOMPARE(a->epoch, b->epoch);
            QCOMPARE(a->loss, b->loss);
            QCOMPARE(a->epochLoss, b->epochLoss); // the mean includes steps from before the interruption
            QCOMPARE(one->batchRows(), other->batchRows());
            QCOMPARE(a->of("validation") != nullptr, b->of("validation") != nullptr);
            if (a->of("validation") != nullptr)
                QCOMPARE(a->of("validation")->values, b->of("validation")->values);
        }
    }

    void earlyStoppingCountsAcrossTheInterruption() {
        PreparedData training = normalInputs(64, 4, 1);
        PreparedData validation = normalInputs(64, 4, 2);
        SeededRandom random(3);
        for (PreparedData* data : {&training, &validation})
            for (int i = 0; i < 64; ++i)
                data->labels.numbers.push_back(static_cast<float>(random.normal()));
        TrainingSpec spec;
        spec.task = Task::Regression;
        spec.network = {NetworkKind::Mlp, {32}, Activation::Relu};
        spec.optimizer.learningRate = 0.02;
        spec.batchSize = 32;
        spec.epochs = 300;
        spec.patience = 6;
        const auto uninterrupted = BatchLearner::create(spec, training.view(), validation.view()).value();
        runTo(*uninterrupted);
        QCOMPARE(uninterrupted->stopped(), StopReason::EarlyStopping);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        const auto first = BatchLearner::create(spec, training.view(), validation.view()).value();
        runTo(*first, uninterrupted->stepsDone() - 5); // while patience is running
        VERIFY_OK(first->save(path));
        const auto second = BatchLearner::create(spec, training.view(), validation.view()).value();
        VERIFY_OK(second->restore(path));
        runTo(*second);
        QCOMPARE(second->stopped(), StopReason::EarlyStopping);
        QCOMPARE(second->stepsDone(), uninterrupted->stepsDone());
        QCOMPARE(second->bestParameters(), uninterrupted->bestParameters());
    }

    void aCheckpointOfAnotherRunIsRefused() {
        const PreparedData data = exclusiveOr(200, 1);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        const auto saved = BatchLearner::create(specOf(true), data.view(), {}).value();
        runTo(*saved, 3);
        VERIFY_OK(saved->save(path));

        TrainingSpec otherRate = specOf(true);
        otherRate.optimizer.learningRate = 0.5;
        VERIFY_FAILS(BatchLearner::create(otherRate, data.view(), {}).value()->restore(path),
                     ErrorCode::Mismatch);
        const PreparedData fewer = exclusiveOr(199, 1);
        VERIFY_FAILS(BatchLearner::create(specOf(true), fewer.view(), {}).value()->restore(path),
                     ErrorCode::Mismatch);
        VERIFY_FAILS(BatchLearner::create(specOf(true), data.view(), data.view()).value()->restore(path),
                     ErrorCode::Mismatch);
        PreparedData wider = normalInputs(200, 3, 1);
        wider.labels = data.labels;
        wider.classes = 2;
        VERIFY_FAILS(BatchLearner::create(specOf(true), wider.view(), {}).value()->restore(path),
                     ErrorCode::Mismatch);
    }

    void aDamagedCheckpointLeavesTheTrainerAsItWas() {
        const PreparedData data = exclusiveOr(200, 1);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        const auto trainer = BatchLearner::create(specOf(true), data.view(), {}).value();
        runTo(*trainer, 3);
        VERIFY_OK(trainer->save(path));
        const TensorFile good = readSafetensors(path).value();
        runTo(*trainer, 9);
        const auto expected = trainer->parameters();

        const auto refused = [&](const char* tensor, Tensor replacement) {
            TensorFile bad = good;
            bad.tensors[tensor] = std::move(replacement);
            bad.metadata[kChecksum] = checksumOf(bad);
            if (auto ok = writeSafetensors(path, bad); !ok)
                return false;
            return !trainer->restore(path) && trainer->parameters() == expected && trainer->stepsDone() == 9;
        };
        QVERIFY(refused("parameters", Tensor::ofFloats({1}, {1.0F})));
        QVERIFY(refused("optimizer.second_moment", Tensor::ofFloats({1}, {1.0F})));
        QVERIFY(refused("optimizer.updates", Tensor::ofFloats({1}, {1.0F})));
        QVERIFY(refused("progress.counters", Tensor::ofInts({3, 1, 1000, 0, 0, 0}))); // beyond the last row
        QVERIFY(refused("progress.counters", Tensor::ofInts({3, -1, 96, 0, 0, 0})));
        QVERIFY(refused("progress.counters", Tensor::ofInts({3, 1, 96, 0, 0, 9}))); // no such stop reason
        VERIFY_FAILS(trainer->restore(folder.filePath("absent").toStdString()), ErrorCode::NotFound);
    }

    void everyFlippedBitIsNoticed() {
        const PreparedData data = exclusiveOr(200, 1);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        const auto trainer = BatchLearner::create(specOf(true), data.view(), {}).value();
        runTo(*trainer, 3);
        VERIFY_OK(trainer->save(path));
        const std::string good = readFile(path).value();
        SeededRandom random(7);
        for (int i = 0; i < 400; ++i) {
            std::string bad = good;
            const std::size_t at = i < 8 ? static_cast<std::size_t>(i) : random.below(bad.size());
            bad[at] = static_cast<char>(bad[at] ^ static_cast<char>(1U << random.below(8)));
            VERIFY_OK(writeFileAtomically(path, bad));
            QVERIFY2(!trainer->restore(path), std::to_string(at).c_str());
        }
        VERIFY_OK(writeFileAtomically(path, good));
        VERIFY_OK(trainer->restore(path));
    }

    void aCheckpointWithoutChecksumIsReadWhereItsFormatHadNone() {
        const PreparedData data = exclusiveOr(200, 1);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        const auto trainer = BatchLearner::create(specOf(true), data.view(), {}).value();
        runTo(*trainer, 3);
        VERIFY_OK(trainer->save(path));
        TensorFile file = readSafetensors(path).value();
        file.metadata.erase(kChecksum);
        VERIFY_OK(writeSafetensors(path, file));
        VERIFY_FAILS(trainer->restore(path), ErrorCode::CorruptData);
        file.metadata["format"] = "driftwood-checkpoint-1";
        VERIFY_OK(writeSafetensors(path, file));
        VERIFY_OK(trainer->restore(path));
        file.metadata["format"] = "driftwood-checkpoint-99";
        VERIFY_OK(writeSafetensors(path, file));
        const auto newer = trainer->restore(path);
        VERIFY_FAILS(newer, ErrorCode::Unsupported);
        QVERIFY(newer.error().what.find("driftwood-checkpoint-99") != std::string::npos);
        file.metadata["format"] = "driftwood-incremental-checkpoint-1";
        VERIFY_OK(writeSafetensors(path, file));
        VERIFY_FAILS(trainer->restore(path), ErrorCode::Mismatch);
    }

  private:
    static TrainingSpec specOf(bool adam) {
        TrainingSpec spec;
        spec.task = Task::Classification;
        spec.network = {NetworkKind::Mlp, {12, 7}, Activation::Relu};
        spec.optimizer.kind = adam ? OptimizerKind::Adam : OptimizerKind::Sgd;
        spec.optimizer.learningRate = adam ? 0.01 : 0.1;
        spec.optimizer.momentum = 0.9;
        spec.optimizer.weightDecay = 1e-3;
        spec.batchSize = 32;
        spec.epochs = 4;
        spec.patience = 0;
        return spec;
    }
};

QTEST_GUILESS_MAIN(TestBatchCheckpoint)
#include "test_batch_checkpoint.moc"
