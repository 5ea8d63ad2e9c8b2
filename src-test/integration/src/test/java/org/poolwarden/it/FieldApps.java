package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.poolwarden.it.FieldRow.Archive;

/** The applications of the field on the server, over a pool of their own. */
final class FieldApps implements AutoCloseable {

    static final String POOL = "java:jboss/datasources/FieldDS";
    static final int POOL_SIZE = 90;

    /** Those who wait for the pool do so for longer than any scan of a test takes. */
    private static final int PATIENCE_MILLIS = 55_000;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final Map<Archive, Http> http = new EnumMap<>(Archive.class);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** Deploys them, with the datasource and the table that they want. */
    static FieldApps deploy() throws Exception {
        try (Connection connection = Sight.asShop();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE field_order (id NUMBER(9) PRIMARY KEY, item VARCHAR2(40))");
            statement.execute("INSERT INTO field_order (id, item) VALUES (1, 'anchor')");
        }
        List<String> commands = new ArrayList<>(List.of(
                // As many threads as a server of some more cores has: each honest row keeps one.
                "/subsystem=io/worker=default:write-attribute(name=task-max-threads,value=128)",
                "data-source add --name=FieldDS --jndi-name=" + POOL + " --driver-name=oracle"
                        + " --connection-url=${shop.url} --user-name=${shop.user} --password=${shop.password}"
                        + " --min-pool-size=0 --max-pool-size=" + POOL_SIZE
                        + " --blocking-timeout-wait-millis=" + PATIENCE_MILLIS));
        for (Archive archive : Archive.values()) {
            String built = "poolwarden-" + archive.file().replace(".war", "").replace(".ear", "");
            String type = archive.file().substring(archive.file().length() - 4);
            commands.add("deploy " + Stage.layout().artifacts().resolve(built + type) + " --name=" + archive.file()
                    + " --runtime-name=" + archive.file());
        }
        Cli.script(commands);
        FieldApps apps = new FieldApps();
        for (Archive archive : Archive.values()) {
            apps.http.put(archive, Http.anonymous(archive.context()));
        }
        return apps;
    }

    /** Deploys one of them anew, whatever runs in it. */
    void redeploy(Archive archive) throws Exception {
        Cli.script(List.of("/deployment=" + archive.file() + ":redeploy"));
    }

    /** Sends the row's own request; whoever is honest is not answered before the release. */
    Future<?> begin(FieldRow row) {
        return clients.submit(() -> post(row, false));
    }

    /** Somebody else does the same for a moment, by the same code. */
    Future<?> passBy(FieldRow row) {
        return clients.submit(() -> post(row, true));
    }

    /** Borrows everything that is left of the pool, honestly. */
    Future<?> fill(FieldRow row, int many) {
        return clients.submit(() -> http.get(row.archive())
                .post(row.path(), Map.of("way", "HONEST", "row", row.name(), "many", Integer.toString(many))));
    }

    /** Work that runs as long as the test wants. */
    Future<?> run(Runnable work) {
        return clients.submit(work);
    }

    /** The sessions that each row has borrowed since the last release. */
    Map<String, List<Integer>> borrowed() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Http application : http.values()) {
            application.get("/control").body().lines().forEach(lines::add);
        }
        return lines.stream()
                .map(line -> line.split(" "))
                .collect(Collectors.groupingBy(
                        words -> words[0],
                        Collectors.mapping(words -> Integer.valueOf(words[1]), Collectors.toList())));
    }

    /** From now on honest rows hold on to what they have. */
    void arm() throws Exception {
        control("arm");
    }

    /** Ends whatever is held or forgotten. */
    void end() throws Exception {
        control("release");
        control("close");
    }

    private void control(String what) throws Exception {
        for (Http application : http.values()) {
            assertEquals(200, application.post("/control", Map.of("do", what)).statusCode());
        }
    }

    /** What requests answered that should not have. */
    List<String> failures() {
        List<String> all = new ArrayList<>(failures);
        failures.clear();
        return all;
    }

    @Override
    public void close() throws Exception {
        end();
        clients.shutdownNow();
        List<String> commands = new ArrayList<>();
        for (Archive archive : Archive.values()) {
            commands.add("undeploy " + archive.file());
        }
        commands.add("/subsystem=datasources/data-source=FieldDS:remove{allow-resource-service-restart=true}");
        commands.add("/subsystem=io/worker=default:undefine-attribute(name=task-max-threads)");
        Cli.script(commands);
        try (Connection connection = Sight.asShop();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE field_order");
        }
    }

    private Void post(FieldRow row, boolean brief) throws Exception {
        HttpResponse<String> answer = http.get(row.archive()).post(row.path(), row.form(brief));
        if (answer.statusCode() != 200 && !row.name().equals("stream-leak")) {
            String text = answer.body();
            failures.add(row + " answered " + answer.statusCode() + ": "
                    + text.substring(0, Math.min(text.length(), 2_000)));
        }
        return null;
    }
}
