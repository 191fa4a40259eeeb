package dev.longhand.training;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * How a worker is started: by the Java of this process, from its class path, with all limits set before any library loads.
 *
 * @param heapBytes   Java heap at most
 * @param nativeBytes memory outside of it that ND4J may hold
 */
record WorkerCommand(long heapBytes, long nativeBytes) implements WorkerStart {
    private static final long SMALLEST_HEAP = 32L << 20;
    /** Where the native libraries are. */
    private static final List<String> LIBRARIES =
            List.of("org.bytedeco.javacpp.cachedir", "org.bytedeco.javacpp.pathsFirst", "java.library.path");

    /** Of these, what the parent's environment says about threads, kernels or the JVM must not reach a worker. */
    private static final List<String> REMOVED = List.of(
            "OPENBLAS_",
            "GOTO_",
            "OMP_",
            "KMP_",
            "MKL_",
            "BLAS_",
            "BLIS_",
            "DNNL_",
            "ONEDNN_",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "_JAVA_OPTIONS");

    @Override
    public Process start() throws IOException {
        return builder(TrainingWorker.class).start();
    }

    ProcessBuilder builder(Class<?> main) throws IOException {
        var process = new ProcessBuilder(command(main.getName()));
        setEnvironment(process.environment());
        return process;
    }

    /** Each thread of a worker computes for itself; a library that brought threads of its own would only be in their way. */
    private static void setEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> REMOVED.stream().anyMatch(name::startsWith));
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("OPENBLAS_NUM_THREADS", "1");
    }

    private List<String> command(String main) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm());
        command.addAll(classPath(main));
        return command;
    }

    private List<String> jvm() {
        var options = new ArrayList<>(List.of(
                "-Xmx" + heapBytes,
                // otherwise it would be a share of the machine, and what a job takes would depend on that
                "-Xms" + Math.min(heapBytes, SMALLEST_HEAP),
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                // what the JVM itself has to say must not come between the messages
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                // a crash tells the log what happened and leaves nothing behind
                "-XX:+ErrorFileToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djdk.serialFilter=!*",
                "-Dorg.bytedeco.javacpp.maxbytes=" + nativeBytes,
                // it would count the heap and the text in its mapped file, too
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                // a worker logs nothing by itself: what it has to say are messages
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
        for (var name : LIBRARIES) {
            var value = System.getProperty(name);
            if (value != null) {
                options.add("-D" + name + "=" + value);
            }
        }
        return options;
    }

    /** A jar of Boot's keeps its libraries inside, where only its own launcher finds them. */
    private static List<String> classPath(String main) throws IOException {
        var classPath = System.getProperty("java.class.path");
        return isBootJar(classPath)
                ? List.of(
                        "-cp",
                        classPath,
                        "-Dloader.main=" + main,
                        "org.springframework.boot.loader.launch.PropertiesLauncher")
                : List.of("-cp", classPath, main);
    }

    private static boolean isBootJar(String classPath) throws IOException {
        if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
            return false;
        }
        try (var jar = new JarFile(classPath)) {
            var manifest = jar.getManifest();
            var main = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            return main != null && main.startsWith("org.springframework.boot.loader.");
        }
    }
}
