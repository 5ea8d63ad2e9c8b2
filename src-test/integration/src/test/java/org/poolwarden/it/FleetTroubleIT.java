package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Nodes that stop, crash, are cut off from each other or lose Poolwarden. */
@DisplayName("A cluster of two nodes in trouble")
class FleetTroubleIT extends TwoNodes {

    private static final int REDEPLOYMENTS = 3;

    /** Threads of the server's that nobody needs end after a minute. */
    private static final Duration A_MINUTE_AND_MORE = Duration.ofSeconds(90);

    private static final String COMMAND = "org.poolwarden.fleet.cluster.FleetCommand";
    private static final String TRACKER = "org.poolwarden.pool.tracking.Tracker";
    private static final Pattern AWAY = Pattern.compile("left the fleet (?:([0-9]+ min)|([0-9]+) s)");

    @Test
    @Order(1)
    @DisplayName("a node that is stopped is shown as silent with what it told last, and answers when it goes on")
    void stopped() throws Exception {
        two.warden().leaseWithVerdict(OnServer.sid(two.app().post("/leak/idle?name=t")), "LEAKED");
        Eventually.isTrue("node1 shows it", () -> !Warden.rows(one.fleet("listLeaks", "node2"))
                .isEmpty());
        Eventually.isTrue(
                "its page has node2's answer",
                () -> one.console().get("/leases?scope=fleet").body().contains("2 of 2 nodes answered."));
        two.signal("STOP");
        try {
            CompositeData list = one.fleet("listLeaks", "");
            assertFalse((Boolean) list.get("complete"));
            assertEquals(1, list.get("answeredCount"));
            assertEquals("node2", Warden.rows(list).get(0).get("node"), "what it told last");
            assertEquals("SILENT", one.answerOf("node2"));
            assertEquals("ANSWERED", one.answerOf("node1"));

            String page = one.console().get("/leases?scope=fleet").body();
            assertTrue(page.contains("1 of 2 nodes answered."), page);
            assertTrue(page.contains("<b>node2</b> did not answer. What it told"), page);
            assertTrue(page.contains("The counts include what silent nodes told last"), page);
            assertTrue(page.contains("PWARDEN0710"), page);
            assertTrue(page.contains("data-label=\"Node\">node2</td>"), "what it told last");

            Cli.Answer refused = one.cli("/subsystem=poolwarden:list-leaks(scope=fleet)");
            assertNotEquals(0, refused.exitCode(), "a script takes a success for the whole truth");
            assertTrue(refused.output().contains("PWARDEN0710"), refused.output());
            ModelNode allowed = result(one.cli("/subsystem=poolwarden:list-leaks(scope=fleet,allow-incomplete=true)"));
            assertEquals(1, allowed.get("items").asList().size());
        } finally {
            two.signal("CONT");
        }
        Eventually.isTrue("it answers again", () -> one.answerOf("node2").equals("ANSWERED"));
    }

    /** The node reads the request when it goes on, does it, and does it once. */
    @Test
    @Order(2)
    @DisplayName("a kill that a node was asked for when it stopped is not told as not done, and is done once")
    void stoppedBeforeItReplied() throws Exception {
        two.app().reset();
        int sid = OnServer.sid(two.app().post("/leak/idle?name=s"));
        long lease = (Long) two.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId");
        two.signal("STOP");
        try {
            for (int i = 0; i < 2; i++) {
                String refused = refusal(() -> one.warden().kill(lease, "asked of a stopped node"));
                assertTrue(refused.contains("PWARDEN0724"), refused);
            }
        } finally {
            two.signal("CONT");
        }
        Eventually.isTrue("its slot is back", () -> Integer.valueOf(0)
                .equals(two.warden().pool(OnServer.SHOP).get("inUse")));
        CompositeData kill = endOf(lease);
        assertEquals("GONE", kill.get("sessionState"));
        assertEquals(1, killsOf(lease).size(), "one kill, although it was asked for twice");
        assertEquals("node2", kill.get("node"));
    }

    /** The guard has been told to end the session, and the node stops before it is answered. */
    @Test
    @Order(3)
    @DisplayName("a node that stops in the middle of a kill leaves nobody with the belief that nothing was done")
    void stoppedWhileItKills() throws Exception {
        two.app().reset();
        int sid = OnServer.sid(two.app().post("/leak/idle?name=m"));
        long lease = (Long) two.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId");
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch mayAct = new CountDownLatch(1);
        oracle.beforeTheGuardActs(() -> {
            signal(two, "STOP");
            stopped.countDown();
            await(mayAct);
        });
        try {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> answerTo(one, lease));
            assertTrue(stopped.await(1, TimeUnit.MINUTES), "the guard was asked");
            String answer = asked.get(1, TimeUnit.MINUTES);
            if (answer.startsWith("node2:")) { // it had replied before it stopped
                String state = refusal(() -> one.warden().killState(answer));
                assertTrue(state.contains("PWARDEN0710"), state);
            } else {
                assertTrue(answer.contains("PWARDEN0724"), answer);
            }
        } finally {
            mayAct.countDown();
            oracle.beforeTheGuardActs(() -> {});
            two.signal("CONT");
        }
        assertEquals("GONE", endOf(lease).get("sessionState"));
        assertEquals(1, killsOf(lease).size());
    }

    @Test
    @Order(4)
    @DisplayName("a node without Poolwarden is told from one that is silent")
    void undeployed() throws Exception {
        assertEquals(0, two.cli("undeploy poolwarden.ear --keep-content").exitCode());
        Eventually.isTrue("nobody of ours is there", () -> one.answerOf("node2").equals("ABSENT"));
        assertEquals(0, two.cli("deploy --name=poolwarden.ear").exitCode());
        Eventually.isTrue("it is back", () -> one.answerOf("node2").equals("ANSWERED"));
    }

    /**
     * The class that the other node's JVM knows by name, and one that its pools hold. Nobody opens the console here: a
     * worker of the server that has nothing to do may keep the request before its last, and with it who answered it.
     */
    @Test
    @Order(5)
    @DisplayName("a node on which Poolwarden is deployed again keeps no class loader of it")
    void redeployed() throws Exception {
        Heap heap = new Heap(two.warden().server());
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            assertEquals(0, two.cli("undeploy poolwarden.ear --keep-content").exitCode());
            assertEquals(0, two.cli("deploy --name=poolwarden.ear").exitCode());
            Eventually.isTrue("it answers", () -> one.answerOf("node2").equals("ANSWERED"));
            Eventually.isTrue("it asks", () -> two.answerOf("node1").equals("ANSWERED"));
            assertEquals(2, two.fleet("listPools", "").get("answeredCount"));
        }
        assertTrue(heap.loaders(COMMAND) > 0, "it has sent something");
        Eventually.within(
                A_MINUTE_AND_MORE,
                "the class loaders of earlier deployments are gone",
                () -> Math.max(heap.loaders(COMMAND), heap.loaders(TRACKER)),
                n -> n <= 1);
    }

    /** Each side goes on for itself, and sees in the database that the other scans: none takes it for lost. */
    @Test
    @Order(6)
    @DisplayName("a partition is told by both sides, neither accuses the other, and both answer when it has healed")
    void partition() throws Exception {
        one.app().post("/leak/idle?name=q");
        int sid = OnServer.sid(two.app().post("/leak/idle?name=p"));
        CompositeData leak = two.warden().leaseWithVerdict(sid, "LEAKED");
        Eventually.isTrue("node1 shows it", () -> !Warden.rows(one.fleet("listLeaks", "node2"))
                .isEmpty());
        Eventually.isTrue(
                "each has told the other",
                () -> !reasonsAbout("node1", two).isEmpty()
                        && !reasonsAbout("node2", one).isEmpty());
        one.line().cut();
        two.line().cut();
        try {
            for (FleetNode node : List.of(one, two)) {
                String other = node == one ? "node2" : "node1";
                Eventually.within(
                        Duration.ofMinutes(3),
                        node.name() + " has noticed",
                        () -> node.answerOf(other),
                        "GONE"::equals);
                assertEquals("ANSWERED", node.answerOf(node.name()));
                CompositeData list = node.fleet("listLeaks", "");
                assertFalse((Boolean) list.get("complete"), list::toString);
                assertEquals(1, list.get("answeredCount"));
            }
            for (FleetNode node : List.of(one, two)) {
                String other = node == one ? "node2" : "node1";
                Eventually.within(
                        Duration.ofMinutes(2),
                        node.name() + " sees that the other lives, past orphan-after",
                        () -> reasonsAbout(other, node),
                        found -> !found.isEmpty() && found.stream().allMatch(FleetTroubleIT::isLongAway));
                assertTrue(
                        reasonsAbout(other, node).stream().allMatch(why -> why.contains(" made a call ")),
                        () -> "as long as it is cut off");
            }
            assertEquals(1, Warden.rows(one.fleet("listLeaks", "node2")).size(), "what it told last");
            String refused = refusal(() -> one.warden().kill((Long) leak.get("leaseId"), "cut off"));
            assertFalse(refused.contains("PWARDEN0724"), "nothing was sent: " + refused);
            assertEquals("LEAKED", two.warden().leaseWithVerdict(sid, "LEAKED").get("verdict"), "nothing was done");
        } finally {
            one.line().mend();
            two.line().mend();
        }
        for (FleetNode node : List.of(one, two)) {
            Eventually.within(
                    Duration.ofMinutes(3),
                    node.name() + " sees both again",
                    () -> node.answerOf("node1") + node.answerOf("node2"),
                    "ANSWEREDANSWERED"::equals);
            Eventually.isTrue(node.name() + " lists both", () ->
                    (Boolean) node.fleet("listLeaks", "").get("complete"));
        }
        one.app().reset();
        two.app().reset();
    }

    @Test
    @Order(7)
    @DisplayName("a node that has crashed is shown as gone, and is one of the fleet again when it has come back")
    void crashed() throws Exception {
        Eventually.isTrue(
                "both are there", () -> (Boolean) one.fleet("listPools", "").get("complete"));
        two.signal("KILL");
        // Without a socket of its own, JGroups notices it by the heartbeats that are missing, after 40 s.
        Eventually.within(
                Duration.ofMinutes(3), "the cluster has noticed", () -> one.answerOf("node2"), "GONE"::equals);
        CompositeData list = one.fleet("listPools", "");
        assertFalse((Boolean) list.get("complete"));
        assertTrue(
                Warden.rows(list).stream().anyMatch(pool -> pool.get("node").equals("node2")),
                "what it told last is still shown");

        two.restart(oracle);
        Eventually.isTrue("it is back", () -> one.answerOf("node2").equals("ANSWERED"));
        Eventually.isTrue("it sees the others", () -> two.answerOf("node1").equals("ANSWERED"));
    }

    /** The only kill of the lease, when it is over. */
    private CompositeData endOf(long lease) throws Exception {
        List<CompositeData> kills = Eventually.get(
                "the kill is over",
                () -> killsOf(lease),
                all -> !all.isEmpty() && (Boolean) all.get(0).get("over"));
        return kills.get(0);
    }

    /** What node1 shows of the kills of node2. */
    private List<CompositeData> killsOf(long lease) throws JMException, IOException {
        return Warden.rows(one.fleet("listKills", "node2")).stream()
                .filter(kill -> kill.get("leaseId").equals(lease))
                .toList();
    }

    /** The id of the kill, or the refusal. */
    private static String answerTo(FleetNode node, long lease) {
        try {
            return node.warden().kill(lease, "asked while it stops");
        } catch (RuntimeMBeanException e) {
            return e.getCause().getMessage();
        } catch (JMException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String refusal(Executable asked) {
        return assertThrows(RuntimeMBeanException.class, asked).getCause().getMessage();
    }

    private static void signal(FleetNode node, String signal) {
        try {
            node.signal(signal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a node says after a scan of each session of the other that it lists. None is accused. */
    private static List<String> reasonsAbout(String other, FleetNode node) throws JMException, IOException {
        node.warden().ask("scan");
        List<CompositeData> sessions = node.warden().table("listSessions");
        assertTrue(sessions.stream().noneMatch(session -> session.get("verdict").equals("ORPHAN")), sessions::toString);
        return sessions.stream()
                .filter(session -> other.equals(session.get("ownerNode")))
                .map(session -> String.join("; ", (String[]) session.get("reasons")))
                .toList();
    }

    /** For longer than orphan-after and some scans. */
    private static boolean isLongAway(String reasons) {
        Matcher away = AWAY.matcher(reasons);
        return away.find() && (away.group(1) != null || Integer.parseInt(away.group(2)) >= 20);
    }
}
