package dev.longhand.corpus;

import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;
import java.util.Map;

/** The bytes are no text that can be trained on. */
final class InvalidText extends ProblemException {
    private final long byteOffset;

    InvalidText(String detail, long byteOffset) {
        super(ProblemType.INVALID_TEXT, detail);
        this.byteOffset = byteOffset;
    }

    @Override
    protected Map<String, Object> members() {
        return Map.of("byteOffset", byteOffset);
    }
}
