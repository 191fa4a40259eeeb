package dev.longhand.engine.onednn;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of weights that rows were multiplied with, dW = aᵀ·d. Each thread has
 * a part of the columns (or rows, where there are more of those) and goes over all N rows of a and d, some at a time.
 */
public final class WeightGradient {
    private final Matrix a;
    private final Matrix d;
    private final Floats dW;
    private final int N;
    private final int some;
    private final boolean byColumns;
    private final List<Part> parts = new ArrayList<>();

    /** Columns {@code [from, from + columns)} of rows that are {@code stride} long. */
    public record Matrix(Factors factors, int from, int columns, int stride) {
        public Matrix(Factors factors, int columns) {
            this(factors, 0, columns, columns);
        }

        private long at(long row, long column) {
            return row * stride + from + column;
        }
    }

    private record Part(
            int begin,
            int end,
            Product first,
            @Nullable Product next,
            @Nullable Product last) {}

    /**
     * @param threads that have a part each
     * @param N       rows of a and d
     * @param some    rows that are summed at a time
     */
    public WeightGradient(int threads, Matrix a, Matrix d, int N, int some, Floats dW) {
        this.a = a;
        this.d = d;
        this.N = N;
        this.some = Math.min(some, N);
        this.dW = dW;
        byColumns = d.columns >= a.columns;
        int divided = byColumns ? d.columns : a.columns;
        for (int part = 0; part < threads; part++) {
            int begin = Crew.begin(divided, part, threads);
            int end = Crew.begin(divided, part + 1, threads);
            parts.add(begin == end ? null : part(begin, end));
        }
    }

    private Part part(int begin, int end) {
        int rest = N % some;
        return new Part(
                begin,
                end,
                product(begin, end, some, Product.Sum.REPLACED),
                N > some ? product(begin, end, some, Product.Sum.ADDED_TO) : null,
                rest > 0 ? product(begin, end, rest, Product.Sum.ADDED_TO) : null);
    }

    private Product product(int begin, int end, int rows, Product.Sum sum) {
        int own = end - begin;
        var result =
                new Product.Result(dW, byColumns ? a.columns : own, byColumns ? own : d.columns, d.columns, sum, null);
        return Product.overRows(a.factors, a.stride, d.factors, d.stride, rows, result);
    }

    /** One thread's part. */
    public void run(int part) {
        var own = parts.get(part);
        if (own == null) {
            return;
        }
        long shiftA = byColumns ? 0 : own.begin;
        long shiftD = byColumns ? own.begin : 0;
        long shiftW = byColumns ? own.begin : (long) own.begin * d.columns;
        for (int row = 0; row < N; row += some) {
            var product = row == 0 ? own.first : row + some <= N ? own.next : own.last;
            Objects.requireNonNull(product).run(a.at(row, shiftA), d.at(row, shiftD), shiftW);
        }
    }
}
