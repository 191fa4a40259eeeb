package dev.longhand.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * How willing a thread is to let others run first, where the operating system knows that of a thread: on Linux (setpriority(2)).
 * Nobody is slower for it while a processor is free.
 */
public final class Niceness {
    private static final int PROCESS = 0;
    private static final int THIS_THREAD = 0;
    /** A tenth of the processor time of a thread that is not nice, where they compete. */
    private static final int NICE = 10;

    private Niceness() {}

    /** Looked up at the first use, and found on Linux alone: elsewhere it would speak of the whole process. */
    private static final class Library {
        static final Optional<MethodHandle> SETPRIORITY =
                System.getProperty("os.name").equals("Linux")
                        ? Linker.nativeLinker()
                                .defaultLookup()
                                .find("setpriority")
                                .map(function -> Linker.nativeLinker()
                                        .downcallHandle(
                                                function,
                                                FunctionDescriptor.of(
                                                        ValueLayout.JAVA_INT,
                                                        ValueLayout.JAVA_INT,
                                                        ValueLayout.JAVA_INT,
                                                        ValueLayout.JAVA_INT)))
                        : Optional.empty();
    }

    /** From now on this platform thread gives way to the rest of this service, and to those who train. */
    public static void giveWay() {
        Library.SETPRIORITY.ifPresent(function -> {
            try {
                // where it is not allowed nothing changes, which is all that there is to do about it
                int _ = (int) function.invokeExact(PROCESS, THIS_THREAD, NICE);
            } catch (Throwable e) {
                throw new IllegalStateException("setpriority cannot be called", e);
            }
        });
    }
}
