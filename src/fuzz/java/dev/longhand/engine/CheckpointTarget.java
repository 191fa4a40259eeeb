package dev.longhand.engine;

import dev.longhand.fuzz.DamagedFile;
import dev.longhand.fuzz.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Checkpoints of every cell, as they are damaged and, half of them, sealed again, so that the damage is met behind the seal. */
public final class CheckpointTarget implements Target {
    private static final int SEAL = 32;
    private static final Tokens TOKENS = Tokens.of(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0);

    private final List<Checkpoint> checkpoints;
    private final Path file;

    public CheckpointTarget(Path directory) {
        this.file = directory.resolve("damaged.checkpoint");
        this.checkpoints = EveryCell.stream()
                .map(CheckpointTarget::trainer)
                .map(Checkpoint::of)
                .toList();
    }

    /** Before its first step; each kind of optimizer remembers something else. */
    private static Trainer trainer(EveryCell cell) {
        var optimizer = switch (cell.type()) {
            case LSTM -> new OptimizerSpec.Adam(0.01, 0);
            case GRU -> new OptimizerSpec.RmsProp(0.01, 0.9, 1e-8, 0);
            case RNN -> new OptimizerSpec.Sgd(0.01, 0.9, 0);
        };
        var recipe = Recipe.of(cell.network(1, 2, 3, 4))
                .optimizer(optimizer)
                .averageDecay(0.9)
                .threads(1);
        var text = new TokenSource.Stream(TOKENS);
        return new Trainer(recipe.spec(), text, text, new Diary(), () -> StopSignal.Answer.GO_ON);
    }

    private record Checkpoint(Trainer trainer, byte[] bytes) {
        static Checkpoint of(Trainer trainer) {
            try {
                return new Checkpoint(trainer, saved(trainer));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static byte[] saved(Trainer trainer) throws IOException {
        var out = new ByteArrayOutputStream();
        trainer.save(out, Map.of("job", "ä\n\"\\😀", "fence", "7"));
        return out.toByteArray();
    }

    @Override
    public boolean accepts(RandomGenerator chance) throws IOException, Wrong {
        var checkpoint = checkpoints.get(chance.nextInt(checkpoints.size()));
        var damaged = DamagedFile.of(checkpoint.bytes, chance);
        boolean sealed = chance.nextBoolean() && damaged.length > SEAL;
        Files.write(file, sealed ? sealed(damaged) : damaged);
        try (var read = CheckpointFile.open(file)) {
            Target.check(
                    sealed || Arrays.equals(damaged, checkpoint.bytes),
                    "a checkpoint is taken that was not written so");
            checkpoint.trainer.resume(read);
            checkStep(read.step(), checkpoint.trainer);
            return true;
        } catch (BadCheckpoint e) {
            Target.check(String.valueOf(e.getMessage()).length() < 1000, "a refusal as long as the file");
            return false;
        } catch (DivergedException e) {
            return false; // weights that are not finite are never written again
        }
    }

    /** What is taken can be written again, and is the same then. */
    private void checkStep(long step, Trainer trainer) throws IOException, Wrong {
        Files.write(file, saved(trainer));
        try (var again = CheckpointFile.open(file)) {
            Target.check(
                    again.step() == step,
                    "a checkpoint of step %d is one of step %d when written again".formatted(step, again.step()));
        }
    }

    /** With the SHA-256 of all else at its end. */
    private static byte[] sealed(byte[] damaged) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(damaged, 0, damaged.length - SEAL);
            System.arraycopy(digest.digest(), 0, damaged, damaged.length - SEAL, SEAL);
            return damaged;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
