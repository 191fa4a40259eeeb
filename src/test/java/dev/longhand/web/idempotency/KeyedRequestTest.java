package dev.longhand.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.web.Idempotent;
import dev.longhand.web.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class KeyedRequestTest {
    private static MockHttpServletRequest request(String... keys) {
        var request = new MockHttpServletRequest("POST", "/things");
        for (var key : keys) {
            request.addHeader(Idempotent.KEY, key);
        }
        return request;
    }

    @Test
    void hasThePathAndTheQuery() {
        var request = request("!~");
        assertThat(KeyedRequest.of(request).target()).isEqualTo(new KeyedRequest.Target("POST", "/things"));
        request.setQueryString("name=a%20b");
        assertThat(KeyedRequest.of(request).target()).isEqualTo(new KeyedRequest.Target("POST", "/things?name=a%20b"));
    }

    @Test
    void takesTwoHundredCharactersAndNoMore() {
        assertThat(KeyedRequest.of(request("k".repeat(200))).key()).hasSize(200);
        assertThatThrownBy(() -> KeyedRequest.of(request("k".repeat(201)))).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "k\u007F", "schlüssel", "\u00A0"})
    void refusesWhatIsNotVisibleAscii(String key) {
        assertThatThrownBy(() -> KeyedRequest.of(request(key)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining(Idempotent.KEY);
    }

    @Test
    void refusesTwoKeys() {
        assertThatThrownBy(() -> KeyedRequest.of(request("a", "b"))).isInstanceOf(Invalid.class);
    }
}
