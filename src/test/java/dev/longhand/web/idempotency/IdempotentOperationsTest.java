package dev.longhand.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.web.Idempotent;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;

class IdempotentOperationsTest {
    /** Stands for a controller. */
    static final class Things {
        @Idempotent
        void create() {}

        @Idempotent(unless = "dryRun")
        void tryOrCreate() {}

        void read() {}
    }

    private static boolean covers(String method, String... dryRun) throws NoSuchMethodException {
        var request = new MockHttpServletRequest();
        request.addParameter("dryRun", dryRun);
        return IdempotentOperations.covers(
                new HandlerMethod(new Things(), Things.class.getDeclaredMethod(method)), request);
    }

    @Test
    void coverTheMethodsThatSaySo() throws NoSuchMethodException {
        assertThat(covers("create")).isTrue();
        assertThat(covers("create", "true")).isTrue();
        assertThat(covers("read")).isFalse();
    }

    @Test
    void doNotCoverARunThatCreatesNothing() throws NoSuchMethodException {
        assertThat(covers("tryOrCreate")).isTrue();
        assertThat(covers("tryOrCreate", "false")).isTrue();
        assertThat(covers("tryOrCreate", "true")).isFalse();
        assertThat(covers("tryOrCreate", "TRUE")).isFalse();
        assertThat(covers("tryOrCreate", "1")).isFalse();
    }
}
