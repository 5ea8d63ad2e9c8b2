package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.Csrf;

@DisplayName("Judging a pool at once")
class JudgeServletTest {

    private static final String OPERATOR = "poolwarden-operator";

    private final RecordingWarden warden = new RecordingWarden();
    private final JudgeServlet judge = new JudgeServlet(warden);
    private final HttpSession session = Web.session();

    @Test
    @DisplayName("needs the role, the token and POST")
    void refused() throws Exception {
        assertEquals(
                ConsoleMessages.FORBIDDEN,
                serve(form().as("poolwarden-viewer")).attributes.get("message"));
        assertEquals(
                ConsoleMessages.FORGED,
                serve(form().as(OPERATOR).without("token")).attributes.get("message"));
        assertEquals(405, serve(new Web("GET", "/judge").as(OPERATOR)).status);
        assertEquals(List.of(), warden.orders);
    }

    @Test
    @DisplayName("sets the least age for that pool alone, is taken back, and leads to the overview")
    void judges() throws Exception {
        Web now = serve(form().with("now", "yes").as(OPERATOR));
        assertEquals(303, now.status);
        assertEquals("/poolwarden/", now.headers.get("Location"));
        serve(form().as(OPERATOR));
        assertEquals(List.of("judge java:/ShopDS after PT1S", "judge java:/ShopDS after null"), warden.orders);
    }

    private Web form() throws Exception {
        return new Web("POST", "/judge")
                .with("pool", "java:/ShopDS")
                .with("token", Csrf.token(session, "ops"))
                .in(session);
    }

    private Web serve(Web web) throws Exception {
        judge.service(web.request(), web.response());
        return web;
    }
}
