package org.poolwarden.it.soak;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The application's threads that do what they are told, by HTTP. */
final class Remote {

    /** A step waits for a pool, a lock or a database that stands still. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    Remote(int port) {
        address = "http://127.0.0.1:" + port + "/leaky-app/remote?";
    }

    CompletableFuture<Reply> tell(String worker, String step, Map<String, Object> given) {
        Map<String, Object> all = new TreeMap<>(given);
        all.put("worker", worker);
        all.put("step", step);
        String query = all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().toString().replace(" ", "%20"))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + query))
                .header("Connection", "close")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .thenApply(answer -> new Reply(
                        answer.statusCode() == 200
                                ? answer.body()
                                : "outcome=HTTP " + answer.statusCode() + " "
                                        + answer.body().strip()));
    }

    Reply ask(String worker, String step, Map<String, Object> given) throws Exception {
        try {
            return tell(worker, step, given).get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(worker + " " + step + ": " + e.getCause(), e);
        }
    }
}
