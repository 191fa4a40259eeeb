package dev.longhand.resilience;

import java.util.Locale;

/** What came of a proof. */
public record Finding(String measured, Verdict verdict) {
    enum Verdict {
        YES,
        NO,
        SKIPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding of(boolean holds, String measured, Object... arguments) {
        return new Finding(measured.formatted(arguments), holds ? Verdict.YES : Verdict.NO);
    }

    static Finding failed(String measured) {
        return new Finding(measured, Verdict.NO);
    }

    static Finding skipped(String why) {
        return new Finding("skipped: " + why, Verdict.SKIPPED);
    }
}
