package dev.longhand.corpus;

import dev.longhand.web.Idempotent;
import dev.longhand.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Corpora over HTTP: three ways in, one out. */
@Tag(name = "Corpora", description = "The texts to train on")
@RestController
@RequestMapping(CorpusController.PATH)
class CorpusController {
    static final String PATH = "/api/v1/corpora";

    private final Corpora corpora;

    CorpusController(Corpora corpora) {
        this.corpora = corpora;
    }

    @Operation(summary = "Upload a text as a file")
    @Idempotent
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Corpus> upload(
            @RequestPart MultipartFile file,
            @RequestParam(required = false)
                    @CorpusNameOrNone
                    @Parameter(description = "Its name; the file's own when it is left out", example = "shakespeare")
                    @Nullable
                    String name)
            throws IOException {
        try (var text = file.getInputStream()) {
            return created(corpora.create(name == null ? CorpusNames.ofFile(file.getOriginalFilename()) : name, text));
        }
    }

    @Operation(summary = "Send a text as the body")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN_VALUE,
                            schema = @Schema(type = "string"),
                            examples =
                                    @ExampleObject(
                                            "The quick brown fox jumps over the lazy dog. The five boxing wizards jump"
                                                    + " quickly.")))
    @Idempotent
    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<Corpus> plain(
            @RequestParam @CorpusName @Parameter(example = "pangrams") String name, HttpServletRequest request)
            throws IOException {
        return created(corpora.create(name, request.getInputStream()));
    }

    @Operation(summary = "Send a short text as JSON")
    @Idempotent
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Corpus> json(@Valid @RequestBody CorpusText corpus) {
        return created(corpora.create(corpus.name(), corpus.stream()));
    }

    private static ResponseEntity<Corpus> created(Corpus corpus) {
        return ResponseEntity.created(URI.create(PATH + "/" + corpus.id())).body(corpus);
    }

    @Operation(summary = "List the corpora, newest first")
    @GetMapping
    Page<Corpus> list(
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return corpora.list(after == null ? Page.FIRST : after, limit);
    }

    @Operation(summary = "One corpus and what is in it")
    @GetMapping("/{id}")
    Corpus get(@PathVariable UUID id) {
        return corpora.get(id);
    }

    @Operation(summary = "The text as it was uploaded, byte by byte")
    @GetMapping(path = "/{id}/content", produces = "text/plain;charset=UTF-8")
    Resource content(@PathVariable UUID id) {
        return new FileSystemResource(corpora.content(id));
    }

    @Operation(
            summary = "Delete a corpus",
            description = "409 while a training job needs it; models made from it stay.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        corpora.delete(id);
    }
}
