package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session of the console that a request makes")
class LateSessionsTest {

    private final List<String> asked = new ArrayList<>();
    private final HttpSession session = proxy(HttpSession.class, method -> {
        asked.add(method);
        return null;
    });
    /** Null until the chain has made one, as of a request that came without a session. */
    private HttpSession made;

    private final HttpServletRequest request = proxy(HttpServletRequest.class, method -> made);
    private final LateSessions listener = new LateSessions();
    private final Filter filter = new LateSessions();

    @AfterEach
    void again() {
        listener.contextInitialized(null);
    }

    @Test
    @DisplayName("while the console is deployed lives")
    void lives() throws Exception {
        filter.destroy();
        listener.contextInitialized(null);
        serve((request, response) -> made = session);
        assertEquals(List.of(), asked);
    }

    @Test
    @DisplayName("that is in progress when the filters are stopped is ended, for Undertow would keep it")
    void inProgress() throws Exception {
        serve((request, response) -> {
            filter.destroy();
            made = session;
        });
        assertEquals(List.of("invalidate"), asked);
    }

    @Test
    @DisplayName("then is ended also if the request has had the filters initialized once more")
    void filtersAgain() throws Exception {
        filter.destroy();
        filter.init(null);
        serve((request, response) -> made = session);
        assertEquals(List.of("invalidate"), asked);
    }

    @Test
    @DisplayName("then is ended also if the request fails, and it fails with its own exception")
    void fails() {
        filter.destroy();
        ServletException thrown = assertThrows(
                ServletException.class,
                () -> serve((request, response) -> {
                    made = session;
                    throw new ServletException("no page");
                }));
        assertEquals("no page", thrown.getMessage());
        assertEquals(List.of("invalidate"), asked);
    }

    @Test
    @DisplayName("then may have been ended already")
    void endedAlready() throws Exception {
        made = proxy(HttpSession.class, method -> {
            asked.add(method);
            throw new IllegalStateException("Session already invalidated");
        });
        filter.destroy();
        serve((request, response) -> {});
        assertEquals(List.of("invalidate"), asked);
    }

    private void serve(FilterChain chain) throws IOException, ServletException {
        filter.doFilter(request, null, chain);
    }

    private interface Answer {
        Object to(String method);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName())));
    }
}
