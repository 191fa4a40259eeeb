package dev.longhand.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** On what it was measured. */
final class Machine {
    private Machine() {}

    static String description() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "%s, %d processors, %s; JDK %s; %.0f %% busy with other work (more than a few spoil the figures)"
                .formatted(
                        processor(),
                        system.getAvailableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.vm.version"),
                        100 * busy());
    }

    /** Share of all processors that others use, over a second in which we do nothing; not the load, which remembers our build. */
    private static double busy() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return Double.NaN;
        }
        system.getCpuLoad();
        LockSupport.parkNanos(1_000_000_000);
        return system.getCpuLoad();
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
