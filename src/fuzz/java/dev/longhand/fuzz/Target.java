package dev.longhand.fuzz;

import java.util.random.RandomGenerator;

/** Something that reads what others made. */
public interface Target {
    /**
     * Lets it read something that chance has damaged.
     *
     * @return whether it took it, and rightly so; otherwise it refused it as it declares
     * @throws Exception what it throws besides, or {@link Wrong}
     */
    boolean accepts(RandomGenerator chance) throws Exception;

    /** It took what it must not take, or took it for something else. */
    final class Wrong extends Exception {
        public Wrong(String what) {
            super(what);
        }
    }

    static void check(boolean right, String otherwise) throws Wrong {
        if (!right) {
            throw new Wrong(otherwise);
        }
    }
}
