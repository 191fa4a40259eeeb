package dev.longhand.engine.onednn;

import dev.longhand.engine.array.Floats;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/** A primitive bound to its memories: running it is one native call that allocates nothing. One thread at a time. */
public final class Primitive {
    /** sizeof(dnnl_exec_arg_t): an int, padding, a pointer. */
    private static final long ARGUMENT = 16;

    private final stream stream = OneDnn.newStream();

    @SuppressWarnings("unused")
    private final primitive primitive;

    private final long primitiveAddress;
    private final long streamAddress;
    private final MemorySegment arguments;
    private final long[] memoryAddresses;
    private final int count;
    /** What native code points to and Java must not collect; so is the primitive itself. */
    @SuppressWarnings("unused")
    private final List<Object> keep;

    private Primitive(primitive primitive, List<Integer> names, List<memory> memories, List<Object> keep) {
        this.primitive = primitive;
        this.primitiveAddress = primitive.get().address();
        this.streamAddress = stream.get().address();
        this.count = names.size();
        this.arguments = Arena.ofAuto().allocate(ARGUMENT * count, Long.BYTES);
        this.memoryAddresses = new long[count];
        for (int i = 0; i < count; i++) {
            memoryAddresses[i] = memories.get(i).get().address();
            arguments.set(ValueLayout.JAVA_INT, ARGUMENT * i, names.get(i));
            arguments.set(ValueLayout.JAVA_LONG, ARGUMENT * i + Long.BYTES, memoryAddresses[i]);
        }
        this.keep = keep;
    }

    public void run() {
        try {
            OneDnn.execute(primitiveAddress, streamAddress, count, arguments);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Lets an argument, counted as they were named, begin at another address. */
    void moveTo(int argument, long address) {
        OneDnn.setAddress(memoryAddresses[argument], address);
    }

    /** A reorder from one layout into another. */
    public static Primitive reorder(memory.desc from, Floats source, memory.desc to, Floats target) {
        var a = memory(from, source);
        var b = memory(to, target);
        return new Primitive(
                new reorder(a, b),
                List.of(org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC, org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST),
                List.of(a, b),
                List.of(a, b, source, target));
    }

    public static Builder of(primitive primitive) {
        return new Builder(primitive);
    }

    /** Memory for whatever a descriptor describes (workspace, scratch, packed weights). */
    public static Floats allocate(memory.desc descriptor) {
        return Floats.zeros(Math.max(1, Math.ceilDiv(descriptor.get_size(), (long) Float.BYTES)));
    }

    private static memory memory(memory.desc descriptor, Floats floats) {
        if (descriptor.get_size() > Float.BYTES * floats.length()) {
            throw new IllegalArgumentException(
                    "%d floats where oneDNN needs %d bytes".formatted(floats.length(), descriptor.get_size()));
        }
        return new memory(descriptor, OneDnn.engine(), new Address(floats.address()));
    }

    /** Names the arguments of a primitive, one after the other. */
    public static final class Builder {
        private final primitive primitive;
        private final List<Integer> names = new ArrayList<>();
        private final List<memory> memories = new ArrayList<>();
        private final List<Object> keep = new ArrayList<>();

        private Builder(primitive primitive) {
            this.primitive = primitive;
        }

        public Builder with(int name, memory.desc descriptor, Floats floats) {
            var memory = memory(descriptor, floats);
            names.add(name);
            memories.add(memory);
            keep.add(memory);
            keep.add(floats);
            return this;
        }

        /** An argument at a bare address, which somebody else keeps alive; 0 when it is said before each run. */
        Builder at(int name, memory.desc descriptor, long address) {
            var memory = new memory(descriptor, OneDnn.engine(), new Address(address));
            names.add(name);
            memories.add(memory);
            keep.add(memory);
            return this;
        }

        public Primitive build() {
            return new Primitive(primitive, names, memories, List.copyOf(keep));
        }
    }

    /** A JavaCPP pointer to an address that somebody else owns. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }
}
