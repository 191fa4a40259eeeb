package dev.longhand.corpus;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The name of a corpus: for people, so anything that can be seen on one line. */
@NotNull
@Pattern(regexp = "(?=.*\\S)[^\\p{Cntrl}\\p{Cs}]{1,200}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
@interface CorpusName {
    String message() default "is required: 1 to 200 characters, not blank, no control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
