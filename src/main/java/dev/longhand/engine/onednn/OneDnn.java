package dev.longhand.engine.onednn;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;

/**
 * oneDNN on the CPU. Every thread that executes a primitive calls {@link #useOneThread} first: the engine is parallel over
 * rows of a batch, not inside a primitive. A primitive that is spread over threads waits for all of them at every time step,
 * and when the machine has anything else to do, each such wait can cost a time slice.
 */
public final class OneDnn {
    private static final Linker LINKER = Linker.nativeLinker();

    /** The instruction sets of AVX-512 with bf16, as oneDNN numbers them. */
    private static final int BF16_ISA = org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;

    private OneDnn() {}

    /** Loaded at the first use, so that a platform without the library can still ask whether it is there. */
    private static final class Library {
        static final SymbolLookup SYMBOLS = symbols();

        // looking up in oneDNN's library also searches what it links, so this is the function of its own OpenMP runtime
        static final MethodHandle OMP_SET_NUM_THREADS =
                function("omp_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

        static final MethodHandle EXECUTE = function(
                "dnnl_primitive_execute",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS));

        // two assignments: not worth the way out of the JVM and back that longer calls take
        static final MethodHandle SET_ADDRESS = LINKER.downcallHandle(
                SYMBOLS.findOrThrow("dnnl_memory_set_data_handle"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                Linker.Option.critical(false));

        static final engine ENGINE = new engine(engine.kind.cpu, 0);

        private static SymbolLookup symbols() {
            var binding = Path.of(Loader.load(org.bytedeco.dnnl.global.dnnl.class));
            var name = System.mapLibraryName("dnnl");
            for (var file : new String[] {name + ".3", name.replace(".dylib", ".3.dylib"), name}) {
                var library = binding.resolveSibling(file);
                if (library.toFile().exists()) {
                    return SymbolLookup.libraryLookup(library, Arena.global());
                }
            }
            throw new UnsatisfiedLinkError("no " + name + " beside " + binding);
        }

        private static MethodHandle function(String name, FunctionDescriptor descriptor) {
            return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), descriptor);
        }
    }

    /** Whether oneDNN works on this platform. */
    public static boolean isAvailable() {
        return Availability.AVAILABLE;
    }

    private static final class Availability {
        static final boolean AVAILABLE = probe();

        private static boolean probe() {
            try {
                useOneThread();
                return Library.ENGINE != null;
            } catch (LinkageError | RuntimeException e) {
                System.getLogger(OneDnn.class.getName())
                        .log(System.Logger.Level.WARNING, "oneDNN cannot be used here; plain ND4J serves instead", e);
                return false;
            }
        }
    }

    /** Whether the processor multiplies numbers in bf16 itself. */
    public static boolean hasBf16() {
        int isa = org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa();
        return (isa & BF16_ISA) == BF16_ISA;
    }

    /** What oneDNN calls itself. */
    public static String version() {
        var version = org.bytedeco.dnnl.global.dnnl.dnnl_version();
        return "%d.%d.%d".formatted(version.major(), version.minor(), version.patch());
    }

    /** Lets the primitives that this thread executes run on this thread alone. */
    public static void useOneThread() {
        try {
            Library.OMP_SET_NUM_THREADS.invokeExact(1);
        } catch (Throwable e) {
            throw new IllegalStateException("omp_set_num_threads cannot be called", e);
        }
    }

    public static engine engine() {
        return Library.ENGINE;
    }

    static stream newStream() {
        return new stream(engine());
    }

    static void execute(long primitive, long stream, int count, MemorySegment arguments) {
        int status;
        try {
            status = (int) Library.EXECUTE.invokeExact(primitive, stream, count, arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("dnnl_primitive_execute cannot be called", e);
        }
        if (status != 0) {
            throw new IllegalStateException("oneDNN answered status " + status);
        }
    }

    static void setAddress(long memory, long address) {
        int status;
        try {
            status = (int) Library.SET_ADDRESS.invokeExact(memory, address);
        } catch (Throwable e) {
            throw new IllegalStateException("dnnl_memory_set_data_handle cannot be called", e);
        }
        if (status != 0) {
            throw new IllegalStateException("oneDNN answered status " + status);
        }
    }

    /** Attributes of a primitive whose scratch memory is ours, so that nothing is allocated while it runs. */
    public static primitive_attr ownScratch() {
        var attributes = new primitive_attr();
        attributes.set_scratchpad_mode(org.bytedeco.dnnl.global.dnnl.scratchpad_mode.user);
        return attributes;
    }

    /** Float32 of these sizes in one of oneDNN's named layouts. */
    public static memory.desc floats(memory.format_tag layout, long... sizes) {
        return new memory.desc(sizes, memory.data_type.f32, layout);
    }
}
