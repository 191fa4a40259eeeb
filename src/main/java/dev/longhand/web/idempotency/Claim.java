package dev.longhand.web.idempotency;

import java.util.UUID;

/** What a request finds when it claims its key. */
sealed interface Claim {
    /** The key is this request's until it has its answer, or the lease ends. */
    record Granted(UUID id) implements Claim {}

    /** Another request with this key has no answer yet. */
    record Running(KeyedRequest.Target target) implements Claim {}

    /**
     * Another request with this key was answered.
     *
     * @param fingerprint of its body
     */
    record Finished(KeyedRequest.Target target, String fingerprint, KeptAnswer answer) implements Claim {}
}
