package dev.longhand.engine.array;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Asks Linux to keep large arrays in pages of 2 MiB. Matrix products walk through tens of megabytes a step, more than the
 * processor has translations for in pages of 4 KiB. It is a wish: where the system has no such pages, nothing changes.
 */
final class LargePages {
    private static final long PAGE = 2L << 20;

    /** Of {@code madvise}: pages that will be touched; and those that were, at once (Linux 6.1). */
    private static final int HUGEPAGE = 14;

    private static final int COLLAPSE = 25;

    private static final Optional<MethodHandle> MADVISE =
            System.getProperty("os.name").equals("Linux")
                    ? Linker.nativeLinker()
                            .defaultLookup()
                            .find("madvise")
                            .map(symbol -> Linker.nativeLinker()
                                    .downcallHandle(
                                            symbol,
                                            FunctionDescriptor.of(
                                                    ValueLayout.JAVA_INT,
                                                    ValueLayout.JAVA_LONG,
                                                    ValueLayout.JAVA_LONG,
                                                    ValueLayout.JAVA_INT)))
                    : Optional.empty();

    private LargePages() {}

    static void askFor(MemorySegment memory) {
        long begin = Math.ceilDiv(memory.address(), PAGE) * PAGE;
        long end = (memory.address() + memory.byteSize()) / PAGE * PAGE;
        if (begin < end) {
            MADVISE.ifPresent(madvise -> {
                advise(madvise, begin, end - begin, HUGEPAGE);
                advise(madvise, begin, end - begin, COLLAPSE);
            });
        }
    }

    /** Refusals do not matter: then the pages stay small. */
    private static void advise(MethodHandle madvise, long address, long length, int advice) {
        try {
            int ignored = (int) madvise.invokeExact(address, length, advice);
        } catch (Throwable e) {
            throw new IllegalStateException("madvise cannot be called", e);
        }
    }
}
