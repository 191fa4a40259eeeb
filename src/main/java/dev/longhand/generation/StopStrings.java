package dev.longhand.generation;

import java.util.List;
import java.util.OptionalInt;

/** Finds where a growing text must end. */
record StopStrings(List<String> stops) {
    /**
     * Where the earliest stop string begins, of those that end in what was added last.
     *
     * @param text  all that was generated
     * @param added how many characters of it are new
     */
    OptionalInt find(StringBuilder text, int added) {
        return stops.stream()
                .mapToInt(stop -> text.indexOf(stop, Math.max(0, text.length() - added - stop.length() + 1)))
                .filter(at -> at >= 0)
                .min();
    }
}
