package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonValue;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

@DisplayName("What another node is to do")
class ActSenderTest {

    private static final String KILL = "killInMode";
    private static final String PREVIEW = "preview";

    private final MemoryNetwork network = new MemoryNetwork();
    private final ExecutorService senders = Executors.newSingleThreadExecutor();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private FleetTransport transport;
    private Duration deadline = Duration.ofSeconds(20);

    @BeforeEach
    void join() {
        transport = network.join("a", new Responder("a", Map.of())::respond);
    }

    @AfterEach
    void close() {
        network.close();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("may have begun on a node that leaves after it has read it")
    void leaves() {
        network.join("b", text -> {
            done.add(text);
            network.crash("b");
            return "never read";
        });
        assertRefused(Fault.NOT_YET, "PWARDEN0724", KILL);
        assertEquals(1, done.size(), "it was done");
    }

    @Test
    @DisplayName("may have begun where nobody answers, unless it only reads")
    void absent() {
        network.join("b", null);
        assertRefused(Fault.NOT_YET, "PWARDEN0724", KILL);
        assertRefused(Fault.UNAVAILABLE, "PWARDEN0712", PREVIEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"poolwarden\":1}",
                "{\"poolwarden\":2,\"done\":{}}",
                "{\"poolwarden\":1,\"done\":7}",
                "{\"poolwarden\":1,\"refused\":7}",
                "{\"poolwarden\":1,\"refused\":[7]}",
                "too long",
                "too deep"
            })
    @DisplayName("may have begun if the answer cannot be read, unless it only reads")
    void unreadable(String answer) {
        String told =
                switch (answer) {
                    case "too long" -> " ".repeat(Wire.MAX_LENGTH) + "{}";
                    case "too deep" -> "{\"poolwarden\":1,\"done\":" + "[".repeat(100_000);
                    default -> answer;
                };
        network.join("b", text -> told);
        assertRefused(Fault.NOT_YET, "PWARDEN0724", KILL);
        WardenException preview =
                assertThrows(WardenException.class, () -> sender().call("b", PREVIEW, JsonValue.EMPTY_JSON_OBJECT));
        assertEquals(Fault.UNAVAILABLE, preview.fault());
    }

    @Test
    @DisplayName("is not done where it is refused, in whatever version")
    void refused() {
        network.join("b", text -> """
            {"poolwarden":2,"fault":"TOO_LATE","refused":[{"code":"PWARDEN0492","subject":"it","text":"gone"}]}\
            """);
        assertRefused(Fault.TOO_LATE, "PWARDEN0492", KILL);
    }

    @Test
    @DisplayName("has not begun on a node that is missing when it is sent, nor where nobody sends it")
    void notSent() {
        assertRefused(Fault.UNAVAILABLE, "PWARDEN0713", KILL);
        transport = late(transport);
        assertRefused(Fault.UNAVAILABLE, "PWARDEN0713", KILL);
        network.join("b", new Responder("b", Map.of())::respond);
        senders.shutdown();
        assertRefused(Fault.UNAVAILABLE, "PWARDEN0733", KILL);
        assertEquals(List.of("a>b"), network.sent, "to nobody");
    }

    @Test
    @DisplayName("may have begun where no answer comes, unless it only reads")
    void silent() {
        network.join("b", new Responder("b", Map.of())::respond);
        network.stop("b");
        deadline = Duration.ofMillis(200);
        assertRefused(Fault.NOT_YET, "PWARDEN0724", KILL);
        assertRefused(Fault.UNAVAILABLE, "PWARDEN0710", PREVIEW);
    }

    private ActSender sender() {
        return new ActSender(transport, new SendLanes(), senders, deadline);
    }

    /** It has not noticed yet that b has left. */
    private static FleetTransport late(FleetTransport transport) {
        Class<?> type = FleetTransport.class;
        return (FleetTransport) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, given) ->
                        method.getName().equals("members") ? List.of("a", "b") : method.invoke(transport, given));
    }

    private void assertRefused(Fault fault, String code, String act) {
        WardenException told =
                assertThrows(WardenException.class, () -> sender().call("b", act, JsonValue.EMPTY_JSON_OBJECT));
        assertEquals(fault, told.fault());
        assertEquals(code, told.problems().get(0).code());
    }
}
