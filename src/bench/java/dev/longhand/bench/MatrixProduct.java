package dev.longhand.bench;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import java.util.Arrays;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

/** Times oneDNN's product of two float32 matrices, the second one packed before, on as many threads as it takes by itself. */
final class MatrixProduct {
    private static final long M = 4096;
    private static final long K = 512;
    private static final long N = 2048;
    private static final double SECONDS = 3;

    private MatrixProduct() {}

    public static void main(String[] args) {
        double best = Double.POSITIVE_INFINITY;
        try (var cpu = new engine(engine.kind.cpu, 0);
                var stream = new stream(cpu);
                var description = new matmul.primitive_desc(
                        cpu, layout(format_tag.ab, M, K), layout(format_tag.any, K, N), layout(format_tag.ab, M, N));
                var product = new matmul(description);
                var arguments = new IntMemoryMap()) {
            arguments.put(DNNL_ARG_SRC, filled(description.src_desc(), cpu));
            arguments.put(DNNL_ARG_WEIGHTS, filled(description.weights_desc(), cpu));
            arguments.put(DNNL_ARG_DST, filled(description.dst_desc(), cpu));
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < SECONDS * 1e9) {
                long from = System.nanoTime();
                product.execute(stream, arguments);
                stream._wait();
                best = Math.min(best, (System.nanoTime() - from) / 1e9);
            }
        }
        var version = dnnl_version();
        System.out.printf(
                "{\"gflops\":%s,\"threads\":%d,\"oneDnn\":\"%d.%d.%d\"}%n",
                2 * M * K * N / best / 1e9,
                Runtime.getRuntime().availableProcessors(),
                version.major(),
                version.minor(),
                version.patch());
    }

    private static memory.desc layout(format_tag tag, long rows, long columns) {
        return new memory.desc(new long[] {rows, columns}, memory.data_type.f32, tag);
    }

    /** Ones, not the zeros of fresh memory: those take less power and so may run at a higher clock. */
    private static memory filled(memory.desc layout, engine cpu) {
        var memory = new memory(layout, cpu);
        var ones = new float[Math.toIntExact(layout.get_size() / Float.BYTES)];
        Arrays.fill(ones, 1);
        new FloatPointer(memory.get_data_handle()).put(ones);
        return memory;
    }
}
