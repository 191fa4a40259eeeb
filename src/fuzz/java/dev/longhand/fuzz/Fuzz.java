package dev.longhand.fuzz;

import dev.longhand.resilience.Proofs;
import java.util.List;

/** What {@code src/fuzz/run} starts. */
final class Fuzz {
    private static final int MANY = 100_000;

    private Fuzz() {}

    public static void main(String[] arguments) {
        new Proofs(List.of(
                        new Requests(Database.H2),
                        new Requests(Database.POSTGRESQL),
                        new Mutations("artifacts", 10 * MANY, "artifacts of every cell"),
                        new Mutations("checkpoints", 10 * MANY, "checkpoints of every cell"),
                        new Mutations("texts", MANY, "texts of a corpus"),
                        new Mutations("tokenizers", MANY, "tokenizers of every kind"),
                        new Mutations("stops", MANY, "stop strings and the text they end")))
                .run(arguments);
    }
}
