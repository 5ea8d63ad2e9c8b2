package org.poolwarden.console.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.poolwarden.console.web.Refusal;

@DisplayName("The body of a request")
class BodyTest {

    private static final Set<String> MEMBERS = Set.of("leaseId", "database", "foreign");

    @Test
    @DisplayName("is refused for a member that the operation does not have, by its name")
    void unknown() {
        refused(400, "this operation has no member leaseID and takes database, foreign, leaseId", () -> {
            Body.read(in("{\"leaseID\":7}"), MEMBERS);
        });
        refused(400, "has no member with the odd name and", () -> Body.read(in("{\"<b>\":7}"), MEMBERS));
    }

    @Test
    @DisplayName("is refused for a member that means nothing beside another, by its name; null and false are nothing")
    void beside() throws Exception {
        for (String member : List.of("\"database\":\"FREE\"", "\"foreign\":true", "\"foreign\":\"yes\"")) {
            Body body = Body.read(in("{\"leaseId\":7," + member + "}"), MEMBERS);
            String name = member.substring(1, member.indexOf('"', 1));
            refused(400, "it has " + name + " beside leaseId", () -> {
                body.refuseBeside("leaseId", "database", "foreign");
            });
        }
        Body.read(in("{\"leaseId\":7,\"database\":null,\"foreign\":false}"), MEMBERS)
                .refuseBeside("leaseId", "database", "foreign");
    }

    @Test
    @DisplayName("of an operation that takes nothing is empty or an empty object, and no longer than any other")
    void nothing() throws Exception {
        Body.readNothing(in(""));
        Body.readNothing(in("{}"));
        refused(400, "takes an empty object", () -> Body.readNothing(in("{\"x\":1}")));
        refused(400, "no JSON object", () -> Body.readNothing(in("x=1")));
        refused(413, "65536 bytes", () -> Body.readNothing(in(" ".repeat(65_537))));
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(int status, String why, Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(status, refusal.status());
        assertTrue(refusal.getMessage().startsWith("PWARDEN0495: "), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
    }
}
