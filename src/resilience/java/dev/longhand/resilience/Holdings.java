package dev.longhand.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/** What a process holds, as Linux counts it, after a collection of its garbage. */
public record Holdings(long residentKiB, long threads, long files) {
    /** Of a JVM. */
    public static Holdings of(ProcessHandle process) {
        collectGarbage(process);
        var proc = Path.of("/proc", Long.toString(process.pid()));
        try (var open = Files.list(proc.resolve("fd"))) {
            var status = Files.readAllLines(proc.resolve("status"));
            return new Holdings(number(status, "VmRSS:"), number(status, "Threads:"), open.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    static Holdings median(List<Holdings> all) {
        return new Holdings(
                middle(all, Holdings::residentKiB), middle(all, Holdings::threads), middle(all, Holdings::files));
    }

    private static long middle(List<Holdings> all, ToLongFunction<Holdings> part) {
        return all.stream()
                .mapToLong(part)
                .sorted()
                .skip(all.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return "%d MiB, %d threads, %d files".formatted(residentKiB / 1024, threads, files);
    }

    /** So that what is resident is what is held, and not when a collector last ran. */
    private static void collectGarbage(ProcessHandle server) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
