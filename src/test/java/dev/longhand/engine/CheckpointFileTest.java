package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointFileTest {
    private static final int V = 4;
    private static final Recipe RECIPE = Recipe.of(new NetworkSpec(CellType.LSTM, 1, 2, 3, V))
            .averageDecay(0.9)
            .epochs(3);
    private static final Map<String, String> METADATA = Map.of("job", "ä\n\"\\😀", "fence", "7");

    private static TokenSource text(int length) {
        return new TokenSource.Stream(
                Tokens.of(RandomStreams.of(1, "text", 0).ints(length, 0, V).toArray()));
    }

    private static final TokenSource TRAINING = text(61);
    private static final TokenSource VALIDATION = text(20);

    @TempDir
    Path directory;

    private static Trainer trainer(TrainingSpec spec, TokenSource training, TokenSource validation, StopSignal stop) {
        return new Trainer(spec, training, validation, new Diary(), stop);
    }

    private static Trainer idle(TrainingSpec spec, TokenSource training, TokenSource validation) {
        return trainer(spec, training, validation, () -> StopSignal.Answer.ABANDON);
    }

    /** Of the training before its fifth step, in the second epoch. */
    private static byte[] written() {
        var bytes = new ByteArrayOutputStream();
        var trainer = new Trainer[1];
        int[] asked = {0};
        try (var running = trainer(RECIPE.spec(), TRAINING, VALIDATION, () -> {
            if (++asked[0] < 5) {
                return StopSignal.Answer.GO_ON;
            }
            save(trainer[0], bytes);
            return StopSignal.Answer.ABANDON;
        })) {
            trainer[0] = running;
            assertThat(running.run()).isEmpty();
        }
        return bytes.toByteArray();
    }

    private static void save(Trainer trainer, OutputStream out) {
        try {
            trainer.save(out, METADATA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CheckpointFile open(byte[] bytes) throws IOException {
        return CheckpointFile.open(Files.write(directory.resolve("checkpoint"), bytes));
    }

    private void resume(Trainer trainer, byte[] bytes) throws IOException {
        try (var file = open(bytes)) {
            trainer.resume(file);
        }
    }

    @Test
    void saysWhereItIsAndWhatTheCallerWrote() throws IOException {
        try (var file = open(written())) {
            assertThat(file.metadata()).isEqualTo(METADATA);
            assertThat(file.step()).isEqualTo(4);
            assertThat(file.epoch()).isEqualTo(2);
            assertThat(file.learningRateFactor()).isEqualTo(1);
            assertThat(file.fingerprint()).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void resumedTrainingSavesTheSameBytes() throws IOException {
        var bytes = written();
        var again = new ByteArrayOutputStream();
        try (var trainer = idle(RECIPE.spec(), TRAINING, VALIDATION)) {
            resume(trainer, bytes);
            trainer.save(again, METADATA);
        }
        assertThat(again.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        var path = Files.write(directory.resolve("checkpoint"), written());
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            for (long length = file.size() - 1; length >= 0; length--) {
                file.truncate(length);
                assertRefused(path);
            }
        }
    }

    @Test
    void everyExtensionIsRefused() throws IOException {
        var whole = written();
        for (int more : new int[] {1, 4, 32, 4096}) {
            assertRefused(Files.write(directory.resolve("checkpoint"), Arrays.copyOf(whole, whole.length + more)));
        }
    }

    /** Every one at both ends, and many between. */
    @Test
    void everyFlippedBitIsRefused() throws IOException {
        var whole = written();
        var path = Files.write(directory.resolve("checkpoint"), whole);
        int bits = 8 * whole.length;
        var between = new SplittableRandom(4).ints(2000, 0, bits);
        var ends = IntStream.concat(IntStream.range(0, 8 * 24), IntStream.range(bits - 8 * 32, bits));
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            for (int bit : IntStream.concat(ends, between).toArray()) {
                byte right = whole[bit / 8];
                file.write(ByteBuffer.wrap(new byte[] {(byte) (right ^ 1 << bit % 8)}), bit / 8);
                assertRefused(path);
                file.write(ByteBuffer.wrap(new byte[] {right}), bit / 8);
            }
        }
        CheckpointFile.open(path).close();
    }

    private static void assertRefused(Path path) {
        assertThatThrownBy(() -> CheckpointFile.open(path).close())
                .isInstanceOf(BadCheckpoint.class)
                .message()
                .isNotBlank();
    }

    @Test
    void modelIsNoCheckpoint() throws IOException {
        var out = new ByteArrayOutputStream();
        ModelFile.write(out, EveryCell.initial(RECIPE.spec().network(), 1), Map.of());
        assertThatThrownBy(() -> open(out.toByteArray()))
                .isInstanceOf(BadCheckpoint.class)
                .hasMessage("The file has no seal.");
    }

    static Stream<Recipe> others() {
        return Stream.of(
                RECIPE.seed(8),
                RECIPE.epochs(4),
                RECIPE.threads(1),
                RECIPE.averageDecay(0.8),
                RECIPE.optimizer(new OptimizerSpec.Adam(0.010000000000000002, 0)),
                RECIPE.optimizer(new OptimizerSpec.AdamW(0.01, 0.9, 0.999, 1e-8, 0)),
                RECIPE.precision(Precision.BF16),
                Recipe.of(new NetworkSpec(CellType.GRU, 1, 2, 3, V)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void checkpointOfAnotherSpecIsRefused(Recipe other) {
        assertOfAnother(other.spec(), TRAINING, VALIDATION);
    }

    @Test
    void checkpointOfAnotherTextIsRefused() {
        assertOfAnother(RECIPE.spec(), text(62), VALIDATION);
        assertOfAnother(RECIPE.spec(), TRAINING, text(21));
        assertOfAnother(RECIPE.spec(), TRAINING, Sentences.counting(1, 2));
    }

    private void assertOfAnother(TrainingSpec spec, TokenSource training, TokenSource validation) {
        try (var trainer = idle(spec, training, validation)) {
            assertThatThrownBy(() -> resume(trainer, written()))
                    .isInstanceOf(BadCheckpoint.class)
                    .hasMessageStartingWith("The checkpoint is of another training: its fingerprint is ");
        }
    }

    @Test
    void reservedNamesAreRefused() {
        try (var trainer = idle(RECIPE.spec(), TRAINING, VALIDATION)) {
            var reserved = new TreeMap<>(Map.of(CheckpointFile.RESERVED + "x", ""));
            assertThatThrownBy(() -> trainer.save(OutputStream.nullOutputStream(), reserved))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** In the middle of a step nothing fits together. */
    @Test
    void nobodySavesFromAListener() {
        var trainer = new Trainer[1];
        var listener = new TrainingListener() {
            @Override
            public void onStep(StepReport report) {
                save(trainer[0], OutputStream.nullOutputStream());
            }

            @Override
            public void onEpoch(EpochReport report) {}
        };
        try (var running = new Trainer(RECIPE.spec(), TRAINING, VALIDATION, listener, () -> StopSignal.Answer.GO_ON)) {
            trainer[0] = running;
            assertThatThrownBy(running::run).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void learningRateIsScaledFromNowOnAndInLaterCheckpoints() throws IOException {
        var diary = new Diary();
        var saved = new ByteArrayOutputStream();
        var signal = List.of(StopSignal.Answer.GO_ON, StopSignal.Answer.GO_ON, StopSignal.Answer.ABANDON)
                .iterator();
        try (var trainer = new Trainer(RECIPE.spec(), TRAINING, VALIDATION, diary, signal::next)) {
            resume(trainer, written());
            trainer.scaleLearningRate(0.5);
            trainer.scaleLearningRate(0.5);
            assertThat(trainer.learningRateFactor()).isEqualTo(0.25);
            trainer.save(saved, METADATA);
            trainer.run();
        }
        assertThat(diary.learningRates()).containsExactly(0.01 * 0.25, 0.01 * 0.25);
        try (var file = open(saved.toByteArray());
                var trainer = idle(RECIPE.spec(), TRAINING, VALIDATION)) {
            assertThat(file.learningRateFactor()).isEqualTo(0.25);
            trainer.resume(file);
            assertThat(trainer.learningRateFactor()).isEqualTo(0.25);
        }
    }
}
