package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session of the console that is made")
class LateSessionsTest {

    private final List<String> asked = new ArrayList<>();
    private final HttpSession session = (HttpSession) Proxy.newProxyInstance(
            ServletContext.class.getClassLoader(), new Class<?>[] {HttpSession.class}, (proxy, method, arguments) -> {
                asked.add(method.getName());
                return null;
            });
    private final PostFilter filter = new PostFilter();

    @AfterEach
    void again() {
        filter.init(null);
    }

    @Test
    @DisplayName("while the console is deployed lives")
    void lives() {
        filter.destroy();
        filter.init(null);
        new LateSessions().sessionCreated(new HttpSessionEvent(session));
        assertEquals(List.of(), asked);
    }

    @Test
    @DisplayName("when the console's filters are stopped already is ended at once, for Undertow would keep it")
    void ended() {
        filter.init(null);
        filter.destroy();
        new LateSessions().sessionCreated(new HttpSessionEvent(session));
        assertEquals(List.of("invalidate"), asked);
    }
}
