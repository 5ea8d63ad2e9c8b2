package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A node that is asked")
class ResponderTest {

    private final Responder responder = new Responder("b", "7.1", Map.of(), Map.of());

    @ParameterizedTest
    @DisplayName("refuses in words what it does not understand, and says which Poolwarden it is")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"poolwarden\":2,\"ask\":\"listPools\"} | PWARDEN0714",
                "{\"ask\":\"listPools\"} | PWARDEN0714",
                "{\"poolwarden\":1,\"ask\":\"killAll\"} | PWARDEN0715",
                "{\"poolwarden\":1} | PWARDEN0715",
                "nothing of ours | PWARDEN0719",
                "[1] | PWARDEN0719",
                "{\"poolwarden\":1,\"ask\":7} | PWARDEN0715",
                "{\"poolwarden\":\"1\",\"ask\":\"listPools\"} | PWARDEN0714"
            })
    void refuses(String question, String code) {
        assertEquals(!code.equals("PWARDEN0719"), responder.respond(question).contains("Poolwarden 7.1 "));
        var answer =
                Json.createReader(new StringReader(responder.respond(question))).readObject();
        assertEquals("b", answer.getString("node"));
        assertEquals(code, answer.getJsonArray("refused").getJsonObject(0).getString("code"));
        assertTrue(answer.getJsonArray("refused")
                        .getJsonObject(0)
                        .getString("action")
                        .length()
                > 10);
    }
}
