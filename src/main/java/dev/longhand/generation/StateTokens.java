package dev.longhand.generation;

import dev.longhand.web.Invalid;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * A {@link KeptState} as text that a client keeps: base64url of its bytes and a signature of this service over them (HMAC-SHA256,
 * the first half). What is not signed with the key that all replicas share is refused unread.
 */
@Component
class StateTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE = 16;

    private final StateKey key;

    StateTokens(StateKey key) {
        this.key = key;
    }

    /** What may have to wait for the database, so that {@link #write} does not: batches call that. */
    void prepare() {
        key.bytes();
    }

    String write(KeptState state) {
        var bytes = StateBytes.of(state);
        var signed = Arrays.copyOf(bytes, bytes.length + SIGNATURE);
        System.arraycopy(signature(bytes), 0, signed, bytes.length, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /**
     * @param modelId that is to go on
     * @throws Invalid when it is none of ours, or of another model
     */
    KeptState read(String token, UUID modelId) {
        var state = StateBytes.read(ByteBuffer.wrap(signed(token)));
        if (!state.modelId().equals(modelId)) {
            throw new Invalid(
                    "/state", "is of model %s and cannot go on with model %s".formatted(state.modelId(), modelId));
        }
        return state;
    }

    private byte[] signed(String token) {
        var all = decoded(token);
        int length = all.length - SIGNATURE;
        if (length < 0) {
            throw foreign();
        }
        var bytes = Arrays.copyOf(all, length);
        if (!MessageDigest.isEqual(signature(bytes), Arrays.copyOfRange(all, length, all.length))) {
            throw foreign();
        }
        return bytes;
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
    }

    private static Invalid foreign() {
        return new Invalid("/state", "must be a state as this service has answered it, unchanged");
    }

    private byte[] signature(byte[] bytes) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
            return Arrays.copyOf(mac.doFinal(bytes), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
