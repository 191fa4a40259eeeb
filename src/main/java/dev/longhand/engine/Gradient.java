package dev.longhand.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.longhand.engine.array.Floats;
import java.util.List;

/** Sums what the shards found, in the order of their rows, and takes the mean over the tokens. */
final class Gradient {
    private Gradient() {}

    /** sum = (Σ parts) · scale. */
    static void mean(List<Floats> parts, float scale, Floats sum) {
        int length = Math.toIntExact(sum.length());
        var out = sum.memory();
        var first = parts.getFirst().memory();
        if (parts.size() == 1) {
            for (int i = 0; i < length; i++) {
                out.setAtIndex(JAVA_FLOAT, i, first.getAtIndex(JAVA_FLOAT, i) * scale);
            }
            return;
        }
        sum.copyFrom(parts.getFirst());
        for (int p = 1; p < parts.size(); p++) {
            var part = parts.get(p).memory();
            float factor = p == parts.size() - 1 ? scale : 1;
            for (int i = 0; i < length; i++) {
                float total = out.getAtIndex(JAVA_FLOAT, i) + part.getAtIndex(JAVA_FLOAT, i);
                out.setAtIndex(JAVA_FLOAT, i, total * factor);
            }
        }
    }
}
