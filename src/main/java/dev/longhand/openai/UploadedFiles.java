package dev.longhand.openai;

import dev.longhand.corpus.Corpora;
import dev.longhand.corpus.Corpus;
import dev.longhand.corpus.CorpusNames;
import dev.longhand.web.NotFound;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/** Corpora under the names and with the errors of OpenAI's files. */
@Component
class UploadedFiles {
    private final Corpora corpora;
    private final JsonMapper json;

    UploadedFiles(Corpora corpora, JsonMapper json) {
        this.corpora = corpora;
        this.json = json;
    }

    /** Keeps a text as it is, and of examples in JSON Lines the text that they stand for. */
    FileObject keep(MultipartFile file) throws IOException {
        var name = file.getOriginalFilename();
        try (var upload = new BufferedInputStream(file.getInputStream())) {
            var text = JsonLines.are(name, upload) ? JsonLines.text(upload, json) : upload;
            return FileObject.of(corpora.create(CorpusNames.ofFile(name), text));
        }
    }

    ObjectList<FileObject> list(@Nullable String after, int limit) {
        var page = corpora.list(IdKind.FILE.cursor(after), limit);
        return ObjectList.of(page.items().stream().map(FileObject::of).toList(), page.next() != null, FileObject::id);
    }

    Corpus get(String id) {
        try {
            return corpora.get(IdKind.FILE.parse(id));
        } catch (NotFound e) {
            throw IdKind.FILE.missing(id);
        }
    }

    /**
     * The file that a field of a request names.
     *
     * @throws Missing when there is none
     */
    Corpus named(String param, String id) {
        try {
            return get(id);
        } catch (NotFound e) {
            throw Missing.file(param, id);
        }
    }

    /** Its characters, or null where it has been deleted since. */
    @Nullable
    Long characters(UUID id) {
        try {
            return corpora.get(id).characters();
        } catch (NotFound e) {
            return null;
        }
    }

    Path content(String id) {
        return corpora.file(get(id).id());
    }

    Deleted delete(String id) {
        corpora.delete(get(id).id());
        return Deleted.of(id, FileObject.OBJECT);
    }
}
