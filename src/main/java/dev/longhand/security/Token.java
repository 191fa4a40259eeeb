package dev.longhand.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The secret that a client sends. Only its SHA-256 is kept: it has 256 bits of chance, so nothing slower is needed. */
record Token(String text) {
    private static final String BEGINNING = "lh_";
    private static final int BYTES = 32;
    /** As much of it as a list shows, to tell keys apart. */
    private static final int SHOWN = 8;

    private static final Pattern FORM = Pattern.compile(BEGINNING + "[A-Za-z0-9_-]{43}");

    static Token draw(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(BEGINNING + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether this service can have made it; what has another form need not be looked for. */
    boolean hasForm() {
        return FORM.matcher(text).matches();
    }

    String prefix() {
        return text.substring(0, SHOWN);
    }

    /** In hexadecimal digits. */
    String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** No token is ever shown. */
    @Override
    public String toString() {
        return "Token";
    }
}
