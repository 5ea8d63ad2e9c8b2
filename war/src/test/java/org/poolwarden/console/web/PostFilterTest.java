package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.console.PostExchange;

@DisplayName("A request that changes something")
class PostFilterTest {

    private static final int PASSED = 200;

    @ParameterizedTest
    @CsvSource({
        "same-origin, , 200",
        "none, , 200",
        "same-site, , 403",
        "cross-site, , 403",
        "cross-site, http://pw.example:8080, 403",
        "anything, , 403",
        "same-origin, null, 200",
        ", http://pw.example:8080, 200",
        ", http://PW.example:8080, 200",
        ", https://console.example, 200",
        ", http://pw.example, 403",
        ", http://pw.example:8081, 403",
        ", http://pw.example:8080.evil.example, 403",
        ", http://evil.example, 403",
        ", http://pw.example:8080@evil.example, 403",
        ", 'http://[', 403",
        ", null, 403",
        ", , 200"
    })
    @DisplayName("comes from a page of this console, as far as the browser says where it comes from")
    void origin(String site, String origin, int status) throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"}) {
            PostExchange exchange = new PostExchange(method);
            exchange.header("Host", "pw.example:8080");
            exchange.header("X-Forwarded-Host", "console.example");
            exchange.header("Sec-Fetch-Site", site);
            exchange.header("Origin", origin);
            assertEquals(status, exchange.through(new PostFilter()), method);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    @DisplayName("is none of these, which may come from a link anywhere")
    void reads(String method) throws Exception {
        PostExchange exchange = new PostExchange(method);
        exchange.header("Sec-Fetch-Site", "cross-site");
        assertEquals(PASSED, exchange.through(new PostFilter()));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, , , 200",
        "Application/JSON;charset=UTF-8, , , 200",
        "application/json, cross-site, , 403",
        "application/json, , http://evil.example, 403",
        "application/x-www-form-urlencoded, , , 415",
        "multipart/form-data; boundary=x, , , 415",
        "text/plain, , , 415",
        "application/jsonp, , , 415",
        ", , , 415"
    })
    @DisplayName("of the API is JSON and of no other site, for browsers send by themselves a password they were told")
    void api(String type, String site, String origin, int status) throws Exception {
        for (String path : new String[] {"/kills", "/kills/k/withdraw", "/batches/b/stop"}) {
            PostExchange exchange = PostExchange.ofApi("/api/v1" + path, type);
            exchange.header("Host", "pw.example:8080");
            exchange.header("Sec-Fetch-Site", site);
            exchange.header("Origin", origin);
            assertEquals(status, exchange.through(new PostFilter()), path);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false, 200", "65536, false, 200", "65537, false, 400", "-1, false, 400", "9, true, 400"})
    @DisplayName("has a known and bounded length and can be read")
    void length(long length, boolean unreadable, int status) throws Exception {
        assertEquals(status, new PostExchange("POST").of(length, unreadable).through(new PostFilter()));
    }
}
