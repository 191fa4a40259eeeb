package dev.longhand.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import dev.longhand.engine.array.Floats;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.jspecify.annotations.Nullable;

/**
 * One matrix product of fixed sizes, {@code c = a·b}, whose matrices may begin elsewhere at every call. One thread at a time.
 */
public final class Product {
    /** What becomes of the numbers that are in c already. */
    public enum Sum {
        REPLACED,
        ADDED_TO
    }

    private final Factors a;
    private final Factors b;
    private final Floats c;
    private final boolean fixedB;
    private final Primitive primitive;

    private Product(Factors a, memory.desc layoutA, Factors b, memory.desc layoutB, Result c, boolean fixedB) {
        this.a = a;
        this.b = b;
        this.c = c.floats;
        this.fixedB = fixedB;
        primitive = primitive(layoutA, layoutB, c, fixedB ? b.address(0) : 0);
    }

    private static Primitive primitive(memory.desc a, memory.desc b, Result c, long addressOfB) {
        var attributes = OneDnn.ownScratch();
        if (c.sum == Sum.ADDED_TO) {
            var sum = new post_ops();
            sum.append_sum(1f, 0, memory.data_type.undef);
            attributes.set_post_ops(sum);
        }
        var layoutC = c.layout();
        var bias = c.bias;
        var layoutOfBias = OneDnn.floats(memory.format_tag.ab, 1, c.columns);
        var description = bias == null
                ? new matmul.primitive_desc(OneDnn.engine(), a, b, layoutC, attributes, false)
                : new matmul.primitive_desc(OneDnn.engine(), a, b, layoutOfBias, layoutC, attributes, false);
        var scratch = description.scratchpad_desc();
        var call = Primitive.of(new matmul(description))
                .at(DNNL_ARG_SRC, a, 0)
                .at(DNNL_ARG_WEIGHTS, b, addressOfB)
                .at(DNNL_ARG_DST, layoutC, 0)
                .with(DNNL_ARG_SCRATCHPAD, scratch, Primitive.allocate(scratch));
        if (bias != null) {
            call.with(DNNL_ARG_BIAS, layoutOfBias, bias);
        }
        return call.build();
    }

    /**
     * Where a product goes.
     *
     * @param stride from row to row
     * @param bias   added to every row
     */
    public record Result(
            Floats floats,
            int rows,
            int columns,
            int stride,
            Sum sum,
            @Nullable Floats bias) {
        public Result(Floats floats, int rows, int columns) {
            this(floats, rows, columns, columns, Sum.REPLACED, null);
        }

        public Result with(Floats bias) {
            return new Result(floats, rows, columns, stride, sum, bias);
        }

        /** Into columns of a wider matrix. */
        public Result strided(int stride) {
            return new Result(floats, rows, columns, stride, sum, bias);
        }

        private memory.desc layout() {
            return new memory.desc(new long[] {rows, columns}, memory.data_type.f32, new long[] {stride, 1});
        }
    }

    /** c (M,N) = a (M,K) · packed weights (K,N), where a row of a is {@code strideA} long. */
    public static Product of(Factors a, int strideA, PackedWeights weights, Result c) {
        return new Product(a, a.plain(c.rows, weights.rows(), strideA), weights.factors(), weights.layout(), c, true);
    }

    /**
     * c (M,N) = aᵀ · b over K rows of both, where a row of a is {@code strideA} long and one of b {@code strideB}: the
     * gradient of weights from what went in and from the gradient of what came out.
     */
    public static Product overRows(Factors a, int strideA, Factors b, int strideB, int K, Result c) {
        return new Product(a, a.transposed(K, c.rows, strideA), b, b.plain(K, c.columns, strideB), c, false);
    }

    /** The matrices begin at these indices; packed weights begin where they always do. */
    public void run(long atA, long atB, long atC) {
        primitive.moveTo(0, a.address(atA));
        if (!fixedB) {
            primitive.moveTo(1, b.address(atB));
        }
        primitive.moveTo(2, c.address() + Float.BYTES * atC);
        primitive.run();
    }

    public void run(long atA, long atC) {
        run(atA, 0, atC);
    }
}
