package org.poolwarden.leaky.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void anEndpointIsFoundByItsMethodAndPathOnly() {
        assertTrue(Endpoints.find("POST", "/leak/idle").isPresent());
        assertEquals(Optional.empty(), Endpoints.find("GET", "/leak/idle"));
        assertEquals(Optional.empty(), Endpoints.find("POST", "/leak"));
    }

    @Test
    void noPathIsTakenTwice() {
        assertEquals(
                Endpoints.ALL.size(),
                Endpoints.ALL.stream().map(Endpoint::path).distinct().count());
    }

    @Test
    void thePageHasAFormWithAButtonForEachEndpoint() {
        String page = Page.html();
        for (Endpoint endpoint : Endpoints.ALL) {
            assertTrue(page.contains("action=\"" + endpoint.path().substring(1) + "\""), endpoint.path());
            assertTrue(page.contains("<button>" + endpoint.title() + "</button>"), endpoint.title());
        }
        assertTrue(page.contains("name=\"seconds\" value=\"30\" required"), page);
    }
}
