package dev.longhand.experiments;

/** Why a training has ended. */
enum End {
    SOLVED("solved"),
    /** It made all updates that it was given. */
    UPDATES("not solved"),
    TIME("out of time"),
    /** The gradient was no number any more. */
    DIVERGED("diverged");

    private final String word;

    End(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
