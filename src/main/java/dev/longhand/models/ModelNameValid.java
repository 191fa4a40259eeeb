package dev.longhand.models;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A name that a model may be published under; null is for the annotated place to decide. */
@Pattern(regexp = "(?!(" + ModelNameValid.UUID_FORM + ")$)" + ModelReference.NAME)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelNameValid {
    String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    String message() default
            "must have 1 to 64 letters, digits, dots, hyphens or underscores, begin with a letter or digit, and be no"
                    + " UUID";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
