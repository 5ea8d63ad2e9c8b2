package org.poolwarden.caller;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.threads.Asker;

@DisplayName("Who calls")
class CallersTest {

    private static final Requester EVE = new Requester("eve", "HTTP", "10.1.2.3", "node1");

    @Test
    @DisplayName("must be known for what has a name in it, and an operator for what ends something")
    void mayAct() throws Exception {
        Callers nobody = Optional::empty;
        Callers viewer = () -> Optional.of(new Caller(EVE, false));
        Callers operator = () -> Optional.of(new Caller(EVE, true));

        assertDenied("PWARDEN0407", nobody, false);
        assertDenied("PWARDEN0407", nobody, true);
        assertEquals(EVE, viewer.requester());
        assertDenied("PWARDEN0435", viewer, true);
        assertEquals(EVE, operator.operator());
        assertEquals(Asker.UNKNOWN, nobody.asker());
        assertEquals(new Asker("HTTP eve", true), operator.asker());
        assertEquals("eve via HTTP from 10.1.2.3 on node1", EVE.toString());
    }

    @Test
    @DisplayName("from another node is told by the room that such calls come to, and by no other code")
    void remote() {
        Caller eve = new Caller(EVE, true);
        assertThrows(SecurityException.class, () -> RemoteCaller.call(eve, () -> "done"));
        assertTrue(RemoteCaller.current().isEmpty());
    }

    @Test
    @DisplayName("is nobody where no interface of the server is on the stack, and nothing here is foreign")
    void inThisJvm() {
        assertTrue(new ServerCallers().current().isEmpty());
        assertDoesNotThrow(ServerCallers::refuseForeign);
        assertNull(OwnCode.foreign());
    }

    @ParameterizedTest
    @CsvSource({
        "deployment.poolwarden.ear.poolwarden-ejb.jar, deployment.poolwarden.ear.poolwarden-war.war, true",
        "deployment.poolwarden.ear.poolwarden-ejb.jar, deployment.poolwarden.ear.poolwarden-ejb.jar, true",
        "deployment.poolwarden.ear.poolwarden-ejb.jar, deployment.poolwarden.ear2.poolwarden-war.war, false",
        "deployment.poolwarden.ear.poolwarden-ejb.jar, deployment.poolwarden.earx.war, false",
        "deployment.poolwarden.ear.poolwarden-ejb.jar, deployment.shop.war, false",
        "deployment.poolwarden.ear.poolwarden-ejb.jar, deployment.poolwarden.ear.x.war, false",
        "deployment.poolwarden.ear.poolwarden-ejb.jar, deployment.xdeployment.poolwarden.ear.a.war, false",
        "deployment.poolwarden.ear.poolwarden-ejb.jar, , false",
        "app, deployment.poolwarden.ear.poolwarden-war.war, false",
        "app, app, false"
    })
    @DisplayName("is the console only if its module is of the same .ear")
    void sameEar(String core, String module, boolean same) {
        assertEquals(same, OwnCode.isOfEar(core, module));
    }

    private static void assertDenied(String code, Callers callers, boolean toAct) {
        WardenException denied = assertThrows(WardenException.class, () -> {
            if (toAct) {
                callers.operator();
            } else {
                callers.requester();
            }
        });
        assertEquals(Fault.DENIED, denied.fault());
        assertEquals(code, denied.problems().get(0).code());
    }
}
