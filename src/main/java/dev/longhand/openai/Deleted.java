package dev.longhand.openai;

/** What is said of an object that was deleted. */
record Deleted(String id, String object, boolean deleted) {
    static Deleted of(String id, String object) {
        return new Deleted(id, object, true);
    }
}
