package dev.longhand.openai;

import dev.longhand.web.Idempotent;
import dev.longhand.web.Invalid;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Corpora in the format of OpenAI's files. */
@Tag(name = OpenAiTag.NAME, description = OpenAiTag.DESCRIPTION)
@RestController
@RequestMapping(FilesController.PATH)
class FilesController {
    static final String PATH = "/v1/files";

    private static final String ID = "file-0198f3a0-0000-7000-8000-000000000000";
    private static final Set<String> PARTS = Set.of("file", "purpose");

    private final UploadedFiles files;

    FilesController(UploadedFiles files) {
        this.files = files;
    }

    @Operation(
            summary = "Upload a text to train on",
            description =
                    "Plain text is kept as it is. Of a .jsonl file with a prompt and a completion, or a text, in each"
                        + " line the text is kept, one example a line; lines of messages are refused. The purpose is"
                        + " fine-tune.")
    @Idempotent
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    FileObject upload(
            @RequestPart MultipartFile file,
            @RequestParam @Parameter(example = FileObject.PURPOSE) String purpose,
            @Parameter(hidden = true) MultipartHttpServletRequest request)
            throws IOException {
        checkPurpose(purpose);
        request.getParameterMap().keySet().forEach(FilesController::checkPart);
        request.getFileMap().keySet().forEach(FilesController::checkPart);
        return files.keep(file);
    }

    private static void checkPurpose(String purpose) {
        if (!purpose.equals(FileObject.PURPOSE)) {
            throw new Invalid("purpose", "must be " + FileObject.PURPOSE);
        }
    }

    private static void checkPart(String name) {
        if (!PARTS.contains(name)) {
            throw new Unsupported(name, "is not supported: a file is kept until it is deleted, and has no more parts");
        }
    }

    @Operation(summary = "List the files, newest first")
    @GetMapping
    ObjectList<FileObject> list(
            @RequestParam(required = false) @Nullable String purpose,
            @RequestParam(defaultValue = "10000") @Min(1) @Max(10_000) int limit,
            @RequestParam(defaultValue = "desc") String order,
            @RequestParam(required = false) @Nullable String after) {
        if (!order.equals("desc")) {
            throw new Unsupported("order", "must be desc: lists are newest first");
        }
        return purpose == null || purpose.equals(FileObject.PURPOSE)
                ? files.list(after, limit)
                : ObjectList.of(List.of(), false, FileObject::id);
    }

    @Operation(summary = "One file")
    @GetMapping("/{id}")
    FileObject get(@PathVariable @Parameter(example = ID) String id) {
        return FileObject.of(files.get(id));
    }

    @Operation(summary = "What was kept of a file, byte by byte")
    @GetMapping("/{id}/content")
    ResponseEntity<Resource> content(@PathVariable @Parameter(example = ID) String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(new FileSystemResource(files.content(id)));
    }

    @Operation(summary = "Delete a file", description = "409 while a fine-tuning job needs it.")
    @DeleteMapping("/{id}")
    Deleted delete(@PathVariable @Parameter(example = ID) String id) {
        return files.delete(id);
    }
}
