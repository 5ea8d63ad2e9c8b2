package org.poolwarden.cli.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.poolwarden.cli.domain.FakeDomain.Server;

@DisplayName("The fleet of a domain")
class DomainFleetTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakeDomain domain = new FakeDomain();
    private final Map<String, String> names = DomainServers.namesOf(2);

    @AfterEach
    void release() {
        domain.released.countDown();
    }

    @Test
    @DisplayName("is one list of what each server tells of itself, as old as the oldest")
    void list() throws Exception {
        AtomicReference<ModelNode> first = new AtomicReference<>();
        domain.servers.put("primary:one", Server.of("n1", operation -> {
            first.set(operation);
            return FakeDomain.pool(operation, "DS2");
        }));
        domain.servers.put("second:two", Server.of("n2", operation -> FakeDomain.pool(operation, "D")));

        ModelNode list = fleet(LONG).list("list-pools", "");

        assertEquals("FLEET", first.get().get("scope").asString());
        assertEquals("n1", first.get().get("node").asString());
        assertTrue(first.get().get("allow-incomplete").asBoolean());
        assertTrue(list.get("complete").asBoolean(), list::toString);
        assertEquals("n1 DS2, n2 D", pools(list));
        assertEquals("2 of 2", answered(list));
        assertEquals("2026-01-01T00:00:01Z", list.get("scan-time").asString());
        assertEquals("primary", list.get("node").asString());
    }

    @Test
    @DisplayName("shows one server by its node's name, and refuses a name that there is not")
    void oneNode() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", operation -> FakeDomain.pool(operation, "DS1")));
        domain.servers.put("primary:two", Server.of("n2", operation -> FakeDomain.pool(operation, "DS2")));

        assertEquals("n2 DS2", pools(fleet(LONG).list("list-pools", "n2")));
        assertEquals(List.of("primary:two list-pools"), domain.asked, "the other is not asked for it");
        String refused = refusal(() -> fleet(LONG).list("list-pools", "n9"));
        assertEquals(
                "PWARDEN0721: There is no node 'n9' in the domain that answers. Known: [n1, n2]. List the members.",
                refused);
        domain.servers.put("primary:three", new Server("STOPPED", true, "n9", null));
        assertTrue(refusal(() -> fleet(LONG).list("list-pools", "n9")).contains("primary:three is stopped"));
    }

    @Test
    @DisplayName("names a server that is silent, shows the others, and leaves no thread with it")
    void silent() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", operation -> FakeDomain.pool(operation, "DS1")));
        domain.servers.put("primary:two", Server.of("n2", domain::silence));

        ModelNode list = fleet(SHORT).list("list-pools", "");

        assertFalse(list.get("complete").asBoolean());
        assertEquals("n1 DS1", pools(list));
        assertEquals("1 of 2", answered(list));
        assertEquals("PWARDEN0710 primary:two", problems(list));
        assertTrue(domain.interrupted.await(1, TimeUnit.MINUTES), "its question was ended");
    }

    @Test
    @DisplayName("names servers that are stopped, lack Poolwarden or refuse, and none that is not meant to have it")
    void missing() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", operation -> FakeDomain.pool(operation, "DS1")));
        domain.servers.put("primary:stopped", new Server("STOPPED", true, "n2", null));
        domain.servers.put("primary:disabled", new Server("DISABLED", true, "n3", null));
        domain.servers.put("primary:undeployed", new Server("STARTED", true, null, null));
        domain.servers.put("primary:other", new Server("STARTED", false, null, null));
        domain.servers.put("primary:refusing", Server.of("n6", operation -> FakeDomain.failure("not for you")));

        ModelNode list = fleet(LONG).list("list-pools", "");

        assertEquals("1 of 4", answered(list));
        assertEquals(
                "PWARDEN0711 primary:refusing, PWARDEN0713 primary:stopped, PWARDEN0712 primary:undeployed",
                problems(list));
        assertTrue(list.get("problems").get(0).get("text").asString().contains("not for you"), list::toString);
    }

    @Test
    @DisplayName("is incomplete while a host is silent, for its servers are not known")
    void silentHost() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", operation -> FakeDomain.pool(operation, "DS1")));
        domain.servers.put("second:two", Server.of("n2", operation -> FakeDomain.pool(operation, "DS2")));
        domain.silentHost = "second";

        ModelNode list = fleet(LONG).list("list-pools", "");

        assertEquals("n1 DS1", pools(list));
        assertEquals("PWARDEN0710 second", problems(list));
        assertFalse(list.get("complete").asBoolean());
    }

    @Test
    @DisplayName("is incomplete while a host is not connected, which the domain controller lists no more")
    void goneHost() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", operation -> FakeDomain.pool(operation, "DS1")));
        domain.goneHosts = List.of("third");

        ModelNode list = fleet(LONG).list("list-pools", "");

        assertEquals("PWARDEN0713 third", problems(list));
        assertEquals("1 of 2", answered(list));
    }

    @Test
    @DisplayName("has members with their state, or with why it is not known")
    void members() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", operation -> {
            ModelNode status = new ModelNode();
            status.get("version").set("7.0");
            status.get("leaked-count").set(3);
            return FakeDomain.success(status);
        }));
        domain.servers.put("primary:two", new Server("FAILED", true, "n2", null));

        List<ModelNode> members = fleet(LONG).members().get("items").asList();

        assertEquals("n1", members.get(0).get("node").asString());
        assertEquals("ANSWERED", members.get(0).get("answer").asString());
        assertEquals("7.0", members.get(0).get("version").asString());
        assertEquals(3, members.get(0).get("leaked-count").asInt());
        assertEquals("primary:two", members.get(1).get("node").asString());
        assertEquals("GONE", members.get(1).get("answer").asString());
        assertTrue(members.get(1).get("trouble").get(0).asString().startsWith("PWARDEN0713: "));
        assertFalse(members.get(1).hasDefined("version"));
    }

    @Test
    @DisplayName("has the server act that the id belongs to, and no other")
    void route() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", operation -> FakeDomain.failure("PWARDEN0402: no lease")));
        domain.servers.put("primary:two", Server.of("n2", operation -> FakeDomain.success(operation.get("reason"))));

        assertEquals("because", kill(LONG, "n2").asString());
        assertEquals(List.of("primary:two kill"), domain.asked);
        assertEquals("PWARDEN0402: no lease", refusal(() -> kill(LONG, "n1")), "the server's own words");
    }

    @Test
    @DisplayName("acts nowhere if no server that answers has given the id, and says which may have")
    void unknown() {
        domain.servers.put("primary:one", Server.of("n1", operation -> FakeDomain.failure("not to be asked")));
        assertTrue(refusal(() -> kill(LONG, "n2")).startsWith("PWARDEN0736: "));
        domain.servers.put("primary:two", new Server("STOPPED", true, "n2", null));

        String refused = refusal(() -> kill(LONG, "n2"));

        assertTrue(refused.startsWith("PWARDEN0736: "), refused);
        assertTrue(refused.contains("PWARDEN0713: The server primary:two is stopped."), refused);
        assertEquals(List.of(), domain.asked);
    }

    @Test
    @DisplayName("acts nowhere if two servers may have given the id")
    void ambiguous() {
        domain.servers.put("primary:one", Server.of("n", operation -> FakeDomain.failure("not to be asked")));
        domain.servers.put("primary:two", Server.of("n", operation -> FakeDomain.failure("not to be asked")));

        assertTrue(refusal(() -> kill(LONG, "n")).startsWith("PWARDEN0734: "));
        assertEquals(List.of(), domain.asked);
    }

    @Test
    @DisplayName("acts nowhere while a server that may have given the id does not answer")
    void silentNamesake() throws Exception {
        domain.servers.put("primary:one", Server.of("n", operation -> FakeDomain.failure("not to be asked")));
        domain.servers.put("primary:n", new Server("STOPPED", true, "n", null));
        assertTrue(refusal(() -> kill(LONG, "primary:n")).startsWith("PWARDEN0736: "));
        domain.servers.put("primary:one", Server.of("primary:n", operation -> FakeDomain.failure("not to be asked")));
        assertTrue(refusal(() -> kill(LONG, "primary:n")).startsWith("PWARDEN0734: "), "by WildFly's rule");

        domain.servers.clear();
        domain.servers.put("second:two", Server.of("m", operation -> FakeDomain.success(new ModelNode("done"))));
        assertEquals("done", kill(LONG, "m").asString());
        domain.servers.put("second:two", new Server("STOPPED", true, "m", null));
        domain.servers.put("primary:one", Server.of("m", operation -> FakeDomain.failure("not to be asked")));
        String refused = refusal(() -> kill(LONG, "m"));
        assertTrue(refused.startsWith("PWARDEN0734: ") && refused.contains("second:two"), refused);
        domain.servers.remove("second:two");
        domain.goneHosts = List.of("second");
        assertTrue(refusal(() -> kill(LONG, "m")).startsWith("PWARDEN0734: "), "its host is not connected");
    }

    @Test
    @DisplayName("shows a server whose answer cannot be read as one that refuses, and all others")
    void oddAnswer() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", operation -> FakeDomain.pool(operation, "DS1")));
        domain.servers.put("primary:two", Server.of("n2", operation -> {
            ModelNode odd = FakeDomain.pool(operation, "DS2");
            odd.get("result", "scan-time").set("yesterday");
            return odd;
        }));

        ModelNode list = fleet(LONG).list("list-pools", "");

        assertEquals("n1 DS1", pools(list));
        assertEquals("PWARDEN0711 primary:two", problems(list));
    }

    @Test
    @DisplayName("never does an act later that nobody waits for any more")
    void droppedAct() throws Exception {
        List<Runnable> waiting = new ArrayList<>();
        AtomicReference<String> done = new AtomicReference<>();
        DeadlineAsker busy = new DeadlineAsker(waiting::add);

        assertEquals(
                new DeadlineAsker.Silent<>(false),
                busy.ask(
                                List.of("s"),
                                one -> () -> {
                                    done.set(one);
                                    return one;
                                },
                                SHORT,
                                false)
                        .get("s"));
        waiting.forEach(Runnable::run);

        assertNull(done.get());
    }

    @Test
    @DisplayName("does not say that an act was not done when its server falls silent, and does not end it")
    void silentAct() throws Exception {
        domain.servers.put("primary:one", Server.of("n1", domain::silence));
        DeadlineAsker asker = new DeadlineAsker();
        List<DomainServer> one = List.of(new DomainServer("primary", "one"));

        assertEquals(
                new DeadlineAsker.Silent<>(true),
                asker.ask(one, server -> () -> domain.silence(null), SHORT, false)
                        .get(one.get(0)));
        assertEquals(1, domain.interrupted.getCount(), "it goes on");
        String refused = refusal(() -> new DomainFleet(domain, servers(asker), LONG, SHORT)
                .route("lease 7", "n1"::equals, operation("kill"), true, Duration.ZERO));
        assertTrue(refused.startsWith("PWARDEN0724: "), refused);
        String read = refusal(() -> new DomainFleet(domain, servers(asker), LONG, SHORT)
                .route("lease 7", "n1"::equals, operation("explain"), false, Duration.ZERO));
        assertTrue(read.startsWith("PWARDEN0710: "), read);
    }

    @Test
    @DisplayName("does not ask a server of which too much is asked already, and keeps places for who only looks")
    void open() throws Exception {
        DeadlineAsker asker = new DeadlineAsker();
        for (int i = 0; i < DeadlineAsker.MAX_OPEN; i++) {
            asker.ask(List.of("s"), one -> () -> domain.silence(null), SHORT, false);
        }

        assertEquals(
                new DeadlineAsker.Silent<>(false),
                asker.ask(List.of("s"), one -> () -> "asked", LONG, false).get("s"));
        assertEquals(
                new DeadlineAsker.Given<>("asked"),
                asker.ask(List.of("s"), one -> () -> "asked", LONG, true).get("s"));
        assertEquals(
                new DeadlineAsker.Given<>("asked"),
                asker.ask(List.of("t"), one -> () -> "asked", LONG, true).get("t"));
    }

    @Test
    @DisplayName("is not asked of a host controller that knows its own servers only")
    void secondary() {
        domain.isController = false;

        assertTrue(refusal(() -> fleet(LONG).members()).contains("connect to the domain controller"));
    }

    private DomainFleet fleet(Duration servers) {
        return new DomainFleet(domain, servers(new DeadlineAsker()), servers, LONG);
    }

    private DomainServers servers(DeadlineAsker asker) {
        return new DomainServers(domain, asker, names);
    }

    private ModelNode kill(Duration patience, String node) throws OperationFailedException {
        ModelNode kill = operation("kill");
        kill.get("reason").set("because");
        return fleet(patience).route("lease 7", node::equals, kill, true, Duration.ZERO);
    }

    private static ModelNode operation(String name) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        return operation;
    }

    private static String refusal(Executable asked) {
        return assertThrows(OperationFailedException.class, asked).getMessage();
    }

    private static String pools(ModelNode list) {
        List<String> pools = new ArrayList<>();
        list.get("items")
                .asList()
                .forEach(item -> pools.add(
                        item.get("node").asString() + " " + item.get("pool").asString()));
        return String.join(", ", pools);
    }

    private static String problems(ModelNode list) {
        List<String> problems = new ArrayList<>();
        list.get("problems")
                .asList()
                .forEach(problem -> problems.add(problem.get("code").asString() + " "
                        + problem.get("subject").asString()));
        return String.join(", ", problems);
    }

    private static String answered(ModelNode list) {
        return list.get("answered-count").asInt() + " of "
                + list.get("member-count").asInt();
    }
}
