package dev.longhand.load;

import dev.longhand.resilience.Proofs;
import java.util.List;

/** What {@code src/load/run} starts. */
final class Load {
    private Load() {}

    public static void main(String[] arguments) {
        new Proofs(List.of(new OneText(), new BesideTraining(), new Overload(), new Together(), new FickleClients()))
                .run(arguments);
    }
}
