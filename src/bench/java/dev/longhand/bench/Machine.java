package dev.longhand.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** On what it was measured. */
final class Machine {
    private Machine() {}

    static String description() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "%s, %d processors, %s; JDK %s; load before the first turn %.2f (anything above 0.3 spoils the figures)"
                .formatted(
                        processor(),
                        system.getAvailableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.vm.version"),
                        system.getSystemLoadAverage());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }
}
