package dev.longhand.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The kernels that serve Deeplearning4j best. The OpenBLAS that it brings does not know processors of later years and takes
 * its oldest kernels there; a user who knows that sets a core type by hand, and it is such a user whom we measure.
 *
 * @param name   as OpenBLAS calls it; empty where it chooses well by itself
 * @param gflops of the product by which it was chosen
 */
record CoreType(String name, double gflops) {
    private static final List<String> CANDIDATES = List.of("", "SkylakeX", "Haswell", "Zen");

    /** Each candidate is tried once, in Deeplearning4j's own JVM. */
    static CoreType best(Path home) {
        var best = new CoreType("", 0);
        for (var name : CANDIDATES) {
            var tried = tried(home, name);
            System.out.println(tried);
            best = tried.gflops > best.gflops ? tried : best;
        }
        return best;
    }

    private static CoreType tried(Path home, String name) {
        var settings = new CoreType(name, 0).settings();
        try {
            var output = Peer.DL4J.run(home, settings, "MatrixProduct");
            return new CoreType(name, Double.parseDouble(Measurement.lastLine(output)));
        } catch (ChildFailed e) {
            // instructions that this processor does not have
            return new CoreType(name, 0);
        }
    }

    JvmSettings settings() {
        return name.isEmpty() ? JvmSettings.NONE : JvmSettings.environment(Map.of("OPENBLAS_CORETYPE", name));
    }

    @Override
    public String toString() {
        return "%s with OPENBLAS_CORETYPE %s: sgemm 64x512x2048 with %.0f GFLOP/s"
                .formatted(Peer.DL4J.title(), name.isEmpty() ? "unset" : name, gflops);
    }
}
