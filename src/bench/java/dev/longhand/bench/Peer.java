package dev.longhand.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Those who train and generate, each in a JVM and on a class path of its own. */
enum Peer {
    DL4J("Deeplearning4j", "dev.longhand.bench.dl4j", "deeplearning4j-nn|nd4j-native|openblas|javacpp"),
    PYTORCH("PyTorch", "dev.longhand.bench.pytorch", "pytorch-native-cpu|pytorch-engine"),
    LONGHAND("Longhand", "dev.longhand.bench", "nd4j-native|dnnl|openblas|javacpp");

    private static final long MINUTES_AT_MOST = 10;

    /**
     * Not handed on to anybody: some machines export the first two, and then no OpenBLAS chooses its kernels for the
     * processor; the others would decide how many threads a peer takes.
     */
    private static final List<String> SETTINGS_OF_THE_SHELL = List.of(
            "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS");

    /**
     * For the others: glibc's allocator gives large blocks back and takes them anew at every step, page by page. A virtual
     * machine can make each page so dear that PyTorch is five or fifteen times slower (seen), which would say nothing of
     * PyTorch. So the allocator keeps what it has; PyTorch's guides advise as much.
     */
    private static final Map<String, String> ALLOCATOR_OF_OTHERS = Map.of(
            "MALLOC_ARENA_MAX",
            "1",
            "MALLOC_MMAP_MAX_",
            "0",
            "MALLOC_TRIM_THRESHOLD_",
            "" + (16L << 30),
            "MALLOC_TOP_PAD_",
            "" + (64L << 20));

    private final String title;
    private final String javaPackage;
    private final Pattern jar;

    /**
     * @param artifacts those of its jars whose versions decide its speed
     */
    Peer(String title, String javaPackage, String artifacts) {
        this.title = title;
        this.javaPackage = javaPackage;
        this.jar = Pattern.compile("((?:%s)-\\d[^/]*?)(?:-(?:linux|macosx|windows)[^/]*)?\\.jar".formatted(artifacts));
    }

    String title() {
        return title;
    }

    /** As they stand on its class path. */
    String versions(Path home) {
        return jar.matcher(jars(home))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * Runs a main class of the peer to its end.
     *
     * @return what it wrote to stdout
     * @throws ChildFailed when it ends with another code than 0, or not in time
     */
    String run(Path home, String main, String... arguments) {
        return run(home, JvmSettings.NONE, main, arguments);
    }

    String run(Path home, JvmSettings settings, String main, String... arguments) {
        var stdout = built(home).resolve("stdout.txt");
        var stderr = built(home).resolve("stderr.txt");
        var builder = new ProcessBuilder(command(home, settings, main, arguments))
                // where a JVM that dies leaves its notes
                .directory(built(home).toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().keySet().removeAll(SETTINGS_OF_THE_SHELL);
        if (this != LONGHAND) {
            builder.environment().putAll(ALLOCATOR_OF_OTHERS);
        }
        builder.environment().putAll(settings.environment());
        try {
            int code = codeOf(builder.start());
            if (code != 0) {
                throw new ChildFailed("%s%n%s%n%s %s ended with %d"
                        .formatted(Files.readString(stdout), Files.readString(stderr), title, main, code));
            }
            return Files.readString(stdout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int codeOf(Process process) {
        try {
            if (process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        throw new ChildFailed("a turn took more than %d minutes".formatted(MINUTES_AT_MOST));
    }

    private List<String> command(Path home, JvmSettings settings, String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        if (this != LONGHAND) {
            // their natives must not meet ours, which have other versions
            var natives = built(home).resolve("natives");
            command.add("-Dorg.bytedeco.javacpp.cachedir=" + natives);
            command.add("-DENGINE_CACHE_DIR=" + natives);
            command.add("-Dai.djl.offline=true");
        }
        command.addAll(settings.options());
        command.add("-cp");
        command.add(classes(home) + File.pathSeparator + jars(home));
        command.add(javaPackage + "." + main);
        command.addAll(List.of(arguments));
        return command;
    }

    private Path built(Path home) {
        return home.resolve("target/bench", name().toLowerCase(Locale.ROOT));
    }

    private String classes(Path home) {
        var target = home.resolve("target");
        return this == LONGHAND
                ? target.resolve("test-classes") + File.pathSeparator + target.resolve("classes")
                : built(home).resolve("classes").toString();
    }

    private String jars(Path home) {
        try {
            return Files.readString(built(home).resolve("classpath.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
