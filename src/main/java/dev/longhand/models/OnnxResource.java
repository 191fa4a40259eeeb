package dev.longhand.models;

import dev.longhand.engine.OnnxStream;
import dev.longhand.web.Invalid;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/** An artifact as an ONNX file, which is nowhere: it is made anew whenever it is read. */
final class OnnxResource extends AbstractResource {
    private final ArtifactFile artifact;
    private final long size;

    private OnnxResource(ArtifactFile artifact, long size) {
        this.artifact = artifact;
        this.size = size;
    }

    /** @throws Invalid when it would be larger than an ONNX file may be */
    static OnnxResource of(ArtifactFile artifact) throws IOException {
        try (var onnx = open(artifact)) {
            if (onnx.size() > OnnxStream.MAX_SIZE) {
                throw new Invalid(
                        "format",
                        "onnx ends at %,d bytes, the limit of protocol buffers, and this model needs %,d; safetensors has no such limit"
                                .formatted(OnnxStream.MAX_SIZE, onnx.size()));
            }
            return new OnnxResource(artifact, onnx.size());
        }
    }

    private static OnnxStream open(ArtifactFile artifact) throws IOException {
        return OnnxStream.open(artifact.path(), artifact.description().network());
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return open(artifact);
    }

    @Override
    public long contentLength() {
        return size;
    }

    @Override
    public String getDescription() {
        return "An artifact as an ONNX file";
    }
}
