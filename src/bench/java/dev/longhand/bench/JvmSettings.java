package dev.longhand.bench;

import java.util.List;
import java.util.Map;

/** What a peer's JVM is started with, beyond what each of them gets. */
record JvmSettings(Map<String, String> environment, List<String> options) {
    static final JvmSettings NONE = new JvmSettings(Map.of(), List.of());

    /**
     * For PyTorch where its numbers count and not its speed: the oneDNN that it brings (3.7.1) is wrong in the second digit on
     * a processor with AVX-512, for an LSTM without gradients whose H is no multiple of 32.
     */
    static final JvmSettings ORACLE = environment(Map.of("ONEDNN_MAX_CPU_ISA", "AVX2"));

    static JvmSettings environment(Map<String, String> environment) {
        return new JvmSettings(environment, List.of());
    }

    static JvmSettings options(String... options) {
        return new JvmSettings(Map.of(), List.of(options));
    }
}
