package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application that leaks. */
final class LeakyApp {

    private final Http http;

    LeakyApp() {
        this(Stage.httpPort());
    }

    /** On another server. */
    LeakyApp(int port) {
        this(port, "/leaky-app");
    }

    private LeakyApp(int port, String context) {
        http = Http.anonymous(port, context);
    }

    /** Deployed once more on this server. */
    static LeakyApp at(String context) {
        return new LeakyApp(Stage.httpPort(), context);
    }

    /** POSTs and expects 200. */
    String post(String pathAndQuery) throws Exception {
        HttpResponse<String> response = http.post(pathAndQuery, Map.of());
        assertEquals(200, response.statusCode(), pathAndQuery + " answered " + response.body());
        return response.body();
    }

    /** POSTs on another thread, for requests that wait. */
    CompletableFuture<String> postAsync(String pathAndQuery) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return post(pathAndQuery);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /** A figure of an answer, from its line {@code key=7}. */
    static double number(String answer, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + "=(\\d+)$").matcher(answer);
        if (!line.find()) {
            throw new AssertionError("no " + key + "= in " + answer);
        }
        return Double.parseDouble(line.group(1));
    }

    String rows() throws Exception {
        return http.get("/rows").body();
    }

    String status() throws Exception {
        return http.get("/status").body();
    }

    /** Closes everything it keeps. */
    void reset() throws Exception {
        post("/reset");
    }
}
