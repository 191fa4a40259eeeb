package dev.longhand.bench;

import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * What oneDNN's float32 matrix product reaches on all processors of this machine: no training can be faster.
 *
 * @param oneDnn its version
 */
record MatrixPeak(double gflops, int threads, String oneDnn) {
    static MatrixPeak measured(Path home) {
        return new JsonMapper()
                .readValue(Measurement.lastLine(Peer.LONGHAND.run(home, "MatrixProduct")), MatrixPeak.class);
    }

    @Override
    public String toString() {
        return "sgemm 4096x512x2048 by oneDNN %s with %d threads: %.0f GFLOP/s".formatted(oneDnn, threads, gflops);
    }
}
