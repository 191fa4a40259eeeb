package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.artifact.BadTensorFile;
import dev.longhand.engine.artifact.Tensor;
import dev.longhand.engine.artifact.TensorFile;
import dev.longhand.engine.artifact.TensorFileWriter;
import dev.longhand.engine.layer.Parameter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A network in one safetensors file, under PyTorch's names and layouts, so that {@code torch.nn.LSTM} and its like can
 * load it. PyTorch keeps two biases a gate also where they are only ever added: ours goes into the first, the second is zero;
 * both are added on the way in. What else the file says stands in its metadata and is the caller's.
 */
public final class ModelFile implements AutoCloseable {
    /** Metadata: SHA-256 of the tensors' bytes. Optional in a file from elsewhere; checked where it stands. */
    public static final String SHA256 = "longhand.sha256";

    private static final String BIAS = ".bias_l";

    private final TensorFile file;

    private ModelFile(TensorFile file) {
        this.file = file;
    }

    /** Writes a model; the same weights and metadata give the same bytes. */
    public static void write(OutputStream out, Weights weights, Map<String, String> metadata) throws IOException {
        var tensors = tensors(weights);
        SortedMap<String, String> all = new TreeMap<>(metadata);
        all.put(SHA256, TensorFileWriter.sha256(tensors));
        TensorFileWriter.write(out, all, tensors);
    }

    private static List<Tensor> tensors(Weights weights) {
        var tensors = new ArrayList<Tensor>();
        for (var parameter : weights.spec().layout().parameters()) {
            var shape = shape(parameter);
            var values = weights.flat().slice(parameter.offset(), parameter.length());
            if (isBias(parameter)) {
                tensors.add(new Tensor(torchName(parameter, "ih"), shape, values::memory));
                tensors.add(new Tensor(torchName(parameter, "hh"), shape, new float[(int) values.length()]));
            } else if (isTransposed(parameter)) {
                tensors.add(new Tensor(
                        parameter.name(),
                        shape,
                        () -> transposed(values, (int) parameter.rows(), (int) parameter.columns())));
            } else {
                tensors.add(new Tensor(parameter.name(), shape, values::memory));
            }
        }
        return tensors;
    }

    /**
     * Opens a model; its header has been checked then, its weights have not.
     *
     * @throws BadModelFile when it is none
     */
    public static ModelFile open(Path path) throws IOException {
        try {
            return new ModelFile(TensorFile.open(path));
        } catch (BadTensorFile e) {
            throw new BadModelFile(String.valueOf(e.getMessage()));
        }
    }

    public Map<String, String> metadata() {
        return file.metadata();
    }

    /**
     * The weights of the network that the file is said to hold.
     *
     * @throws BadModelFile when a tensor is missing, superfluous, of another shape, not finite, or not as it was written
     */
    public Weights weights(NetworkSpec spec) {
        try {
            checkTensors(spec);
            checkSum();
            var flat = Floats.zeros(spec.layout().length());
            for (var parameter : spec.layout().parameters()) {
                read(parameter, flat);
            }
            return new Weights(spec, flat);
        } catch (BadTensorFile e) {
            throw new BadModelFile(String.valueOf(e.getMessage()));
        }
    }

    /** Names and shapes, before memory is asked for: a small file can declare a large network. */
    private void checkTensors(NetworkSpec spec) {
        var superfluous = new TreeSet<>(file.tensors().keySet());
        for (var parameter : spec.layout().parameters()) {
            for (var name : torchNames(parameter)) {
                file.require(name, shape(parameter));
                superfluous.remove(name);
            }
        }
        if (!superfluous.isEmpty()) {
            throw new BadModelFile("Tensor '%s' has no place in the network.".formatted(superfluous.first()));
        }
    }

    private void checkSum() {
        var said = file.metadata().get(SHA256);
        if (said != null && !said.equals(file.sha256())) {
            throw new BadModelFile("The tensors are not those that were written: " + SHA256 + " differs.");
        }
    }

    private void read(Parameter parameter, Floats flat) {
        if (isBias(parameter)) {
            flat.set(parameter.offset(), biases(parameter));
            return;
        }
        var values = file.read(parameter.name(), shape(parameter));
        if (isTransposed(parameter)) {
            setTransposed(flat, parameter, values);
        } else {
            flat.set(parameter.offset(), values);
        }
    }

    /** Row by row: a large matrix has no second copy in the heap. */
    private static void setTransposed(Floats flat, Parameter parameter, float[] values) {
        int rows = (int) parameter.rows();
        int columns = (int) parameter.columns();
        var row = new float[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                row[c] = values[c * rows + r];
            }
            flat.set(parameter.offset() + (long) r * columns, row);
        }
    }

    private float[] biases(Parameter parameter) {
        var sum = file.read(torchName(parameter, "ih"), shape(parameter));
        var other = file.read(torchName(parameter, "hh"), shape(parameter));
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
            if (!Float.isFinite(sum[i])) {
                throw new BadModelFile("Tensors '%s' and '%s' have the sum %s at position %d."
                        .formatted(torchName(parameter, "ih"), torchName(parameter, "hh"), sum[i], i));
            }
        }
        return sum;
    }

    /** As PyTorch shapes it. */
    private static long[] shape(Parameter parameter) {
        if (parameter.name().contains(".bias")) {
            return new long[] {parameter.columns()};
        }
        return isTransposed(parameter)
                ? new long[] {parameter.columns(), parameter.rows()}
                : new long[] {parameter.rows(), parameter.columns()};
    }

    private static List<String> torchNames(Parameter parameter) {
        return isBias(parameter)
                ? List.of(torchName(parameter, "ih"), torchName(parameter, "hh"))
                : List.of(parameter.name());
    }

    private static boolean isBias(Parameter parameter) {
        return parameter.name().contains(BIAS);
    }

    private static boolean isTransposed(Parameter parameter) {
        return parameter.name().contains(".weight_");
    }

    private static String torchName(Parameter bias, String which) {
        return bias.name().replace(BIAS, ".bias_" + which + "_l");
    }

    /** (rows,columns) as (columns,rows). */
    private static MemorySegment transposed(Floats values, int rows, int columns) {
        var transposed = new float[rows * columns];
        for (int r = 0; r < rows; r++) {
            var row = values.slice((long) r * columns, columns).toArray();
            for (int c = 0; c < columns; c++) {
                transposed[c * rows + r] = row[c];
            }
        }
        return MemorySegment.ofArray(transposed);
    }

    @Override
    public void close() {
        file.close();
    }
}
