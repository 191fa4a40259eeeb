package dev.longhand.models;

import dev.longhand.web.Idempotent;
import dev.longhand.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Models over HTTP: list, describe, export, import, alias, delete. */
@Tag(name = "Models", description = "What was trained, as one portable file each")
@RestController
@RequestMapping(ModelController.PATH)
class ModelController {
    static final String PATH = "/api/v1/models";

    private static final String REFERENCE = "an id, a name (its newest version), name:version or name@alias";

    private final Models models;

    ModelController(Models models) {
        this.models = models;
    }

    @Operation(summary = "List the models, newest first")
    @GetMapping
    Page<Model> list(
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return models.list(after == null ? Page.FIRST : after, limit);
    }

    @Operation(summary = "One model: its network, its metrics, where it is from")
    @GetMapping("/{ref}")
    Model get(@PathVariable @Parameter(description = REFERENCE, example = "demo") String ref) {
        return models.get(ref);
    }

    @Operation(summary = "Delete one version of a model", description = "409 while an alias points to it.")
    @DeleteMapping("/{ref}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable @Parameter(description = REFERENCE, example = "demo:1") String ref) {
        models.delete(ref);
    }

    @Operation(
            summary = "The model as one file",
            description =
                    "safetensors: tensors under PyTorch's names. onnx: a graph that reads ids (T,B) from the states h0"
                        + " and, of an LSTM, c0 (layers,B,hiddenSize), zeros at the beginning, and gives the logits"
                        + " (T,B,vocabulary) of each next token and the states hn and cn after the last one; T and B"
                        + " are free. Both carry tokenizer, network, metrics and lineage in their metadata; only"
                        + " safetensors can be imported.")
    @GetMapping(path = "/{ref}/artifact", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Resource> artifact(
            @PathVariable @Parameter(description = REFERENCE, example = "demo") String ref,
            @RequestParam(defaultValue = "safetensors")
                    @Parameter(schema = @Schema(allowableValues = {"safetensors", "onnx"}))
                    String format) {
        var wanted = ArtifactFormat.ofKey(format);
        var model = models.get(ref);
        var disposition = ContentDisposition.attachment()
                .filename("%s-%d.%s".formatted(model.name(), model.version(), wanted.key()))
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .eTag(wanted.tag(model))
                .body(models.artifact(model, wanted));
    }

    @Operation(
            summary = "Import a model",
            description = "A safetensors file as this service or PyTorch writes it; its metadata need longhand.format,"
                    + " longhand.network and longhand.tokenizer.")
    @Idempotent
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Model> importModel(
            @RequestPart MultipartFile file, @RequestParam @ModelNameValid @Parameter(example = "imported") String name)
            throws IOException {
        try (var stream = file.getInputStream()) {
            var model = models.importFrom(stream, name);
            return ResponseEntity.created(URI.create(PATH + "/" + model.id())).body(model);
        }
    }

    @Operation(summary = "Point an alias at a version")
    @PutMapping("/{name}/aliases/{alias}")
    Model setAlias(
            @PathVariable @Parameter(example = "demo") String name,
            @PathVariable @ModelNameValid @Parameter(example = "production") String alias,
            @Valid @RequestBody AliasTarget target) {
        return models.setAlias(name, alias, target.version());
    }

    @Operation(summary = "Take an alias away")
    @DeleteMapping("/{name}/aliases/{alias}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeAlias(
            @PathVariable @Parameter(example = "demo") String name,
            @PathVariable @Parameter(example = "production") String alias) {
        models.removeAlias(name, alias);
    }

    /** Where an alias points. */
    record AliasTarget(
            @NotNull @Min(1) @Schema(example = "1") Integer version) {}
}
