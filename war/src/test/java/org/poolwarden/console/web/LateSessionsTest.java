package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
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
    private final LateSessions listener = new LateSessions();
    private final Filter filter = new PostFilter();

    @AfterEach
    void again() {
        listener.contextInitialized(null);
    }

    @Test
    @DisplayName("while the console is deployed lives")
    void lives() {
        filter.destroy();
        listener.contextInitialized(null);
        listener.sessionCreated(new HttpSessionEvent(session));
        assertEquals(List.of(), asked);
    }

    @Test
    @DisplayName("when the console's filters are stopped already is ended at once, for Undertow would keep it")
    void ended() {
        filter.destroy();
        listener.sessionCreated(new HttpSessionEvent(session));
        assertEquals(List.of("invalidate"), asked);
    }

    @Test
    @DisplayName("then is ended also if the request that makes it has had the filters initialized once more")
    void filtersAgain() throws ServletException {
        filter.destroy();
        filter.init(null);
        listener.sessionCreated(new HttpSessionEvent(session));
        assertEquals(List.of("invalidate"), asked);
    }
}
