package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ten thousand requests of nobody who is signed in")
class StrangersIT extends OnServer {

    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 8;
    /** As much as the container's own form would keep of each. */
    private static final String BODY = "reason=" + "x".repeat(15_000);

    private static final String SESSION = "io.undertow.server.session.InMemorySessionManager$SessionImpl";
    /** What the sessions of the container's own form would have kept, with their bodies, is ten times as much. */
    private static final long MEGABYTES = 16;

    @Test
    @DisplayName("leave no session and no body in the server")
    void leaveNothing() throws Exception {
        Heap heap = new Heap(warden.server());
        ask(CLIENTS);
        long sessions = heap.instances(SESSION);
        long active = active();
        long used = used();

        ask(REQUESTS);

        assertEquals(active, active(), "active sessions of the console");
        assertTrue(heap.instances(SESSION) <= sessions, "sessions in the heap");
        Eventually.get(
                "the heap is as large as before, which was " + used,
                () -> {
                    heap.instances(SESSION);
                    return used();
                },
                now -> now <= used + MEGABYTES * 1024 * 1024);
    }

    /** Pages, files, forms and sign-ins in turn, some with a cookie that never was a session's. */
    private static void ask(int requests) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int first = i;
                all.add(clients.submit(() -> {
                    for (int n = first; n < requests; n += CLIENTS) {
                        HttpResponse<Void> answer = client.send(request(n), BodyHandlers.discarding());
                        assertEquals(401, answer.statusCode(), "request " + n);
                        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty(), "request " + n);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static HttpRequest request(int n) {
        String path = List.of("/", "/leases", "/kill", "/history.csv", "/api/v1/leases", "/preview?lease=1", "/kill")
                .get(n % 7);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Stage.httpPort() + "/poolwarden" + path));
        if (n % 3 == 0) {
            request.header("Cookie", "JSESSIONID=planted" + n);
        }
        return path.equals("/kill")
                ? request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(BODY))
                        .build()
                : request.GET().build();
    }

    private static long active() throws Exception {
        ModelNode asked = new ModelNode();
        asked.get("operation").set("read-attribute");
        asked.get("address")
                .add("deployment", "poolwarden.ear")
                .add("subdeployment", "poolwarden-war.war")
                .add("subsystem", "undertow");
        asked.get("name").set("active-sessions");
        return Management.as(Stage.COLLEAGUE, Stage.managementPort())
                .ask(asked)
                .result()
                .asLong();
    }

    private long used() throws Exception {
        CompositeData usage = (CompositeData)
                warden.server().getAttribute(new ObjectName("java.lang:type=Memory"), "HeapMemoryUsage");
        return (Long) usage.get("used");
    }
}
