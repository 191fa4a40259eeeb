package dev.longhand.openai;

/** Under which the operations of this package stand in the OpenAPI document. */
final class OpenAiTag {
    static final String NAME = "OpenAI";
    static final String DESCRIPTION = "The same service for clients of OpenAI's API: their base URL is /v1 here";

    private OpenAiTag() {}
}
