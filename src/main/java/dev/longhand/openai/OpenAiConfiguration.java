package dev.longhand.openai;

import dev.longhand.web.BodyLimit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells the others. */
@Configuration
class OpenAiConfiguration {
    /** A file is a corpus, and may be as large. */
    @Bean
    BodyLimit openAiFilesBodyLimit(@Qualifier("corpusBodyLimit") BodyLimit corpora) {
        return new BodyLimit(FilesController.PATH, corpora.property(), corpora.bytes());
    }
}
