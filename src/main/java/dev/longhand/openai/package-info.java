/**
 * The service in the wire format of OpenAI's API, under {@code /v1}, for clients that were written for that one: completions,
 * models, files (which are corpora) and fine-tuning jobs (which are training jobs). It translates and decides nothing: names,
 * shapes, ids and errors are its own, everything else is asked of the packages below. Nobody uses it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"training", "generation", "models", "corpus", "web"})
package dev.longhand.openai;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
