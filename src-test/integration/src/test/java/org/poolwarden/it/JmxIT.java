package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("JMX from another JVM")
@TestMethodOrder(OrderAnnotation.class)
class JmxIT extends OnServer {

    private static final String EXTRA = "java:jboss/datasources/ExtraDS";

    @Test
    @DisplayName("explains a leak, finds whose a session is, writes the commands for a DBA; the lease is untouched")
    void questions() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        long id = (Long) lease.get("leaseId");

        CompositeData explained = (CompositeData) warden.ask("explain", id);
        assertEquals("LEAKED", explained.get("verdict"));
        assertEquals("GONE", explained.get("whereabouts"));
        assertEquals(Database.key(sid), explained.get("session"));
        assertTrue(Arrays.asList((String[]) explained.get("codes")).contains("THREAD_GONE"), explained::toString);
        assertNotEquals(null, explained.get("spid"));

        CompositeData owner = (CompositeData)
                warden.ask("findSessionOwner", "", 1, sid, Database.session(sid).serial());
        assertEquals(id, owner.get("leaseId"));
        assertEquals("leaky-app.war", owner.get("deployment"));
        assertEquals("leaky-ended-v", owner.get("thread"));
        assertEquals(lease.get("callSite"), owner.get("callSite"));

        List<String> commands = warden.lines("killScript", "");
        assertTrue(
                commands.contains("exec kill_session(" + sid + ", "
                        + Database.session(sid).serial() + ", 1)"),
                commands::toString);

        assertTrue(
                warden.table("listSessions").stream()
                        .anyMatch(session -> Long.valueOf(id).equals(session.get("leaseId"))),
                "the session is listed with its lease");
        assertTrue(Sight.hasSession(sid));
        assertEquals(sid, sid(app.post("/use?name=v")));
    }

    @Test
    @DisplayName("gets each notification of a leak and of its kill once, over WildFly's own connector")
    void notifications() throws Exception {
        Queue<Notification> told = new ConcurrentLinkedQueue<>();
        NotificationListener listener = (notification, handback) -> told.add(notification);
        warden.server().addNotificationListener(warden.name(), listener, null, null);
        warden.set("ScanEverySeconds", 1L);
        try {
            int sid = sid(app.post("/leak/ended-thread?name=v"));
            Notification leaked = await(told, "org.poolwarden.lease.leaked", "session", Database.key(sid));
            long lease = (Long) ((CompositeData) leaked.getUserData()).get("leaseId");
            String kill = warden.kill(lease, "told by a notification");
            Notification gone = await(told, "org.poolwarden.kill.gone", "killId", kill);
            Notification freed = await(told, "org.poolwarden.slot.freed", "killId", kill);
            await(told, "org.poolwarden.lease.unleaked", "leaseId", lease);

            assertEquals(Warden.OBJECT_NAME, leaked.getSource().toString());
            assertTrue(leaked.getSequenceNumber() < gone.getSequenceNumber());
            assertTrue(freed.getMessage().contains(kill), freed.getMessage());
            assertEquals(
                    told.size(),
                    told.stream()
                            .map(Notification::getSequenceNumber)
                            .distinct()
                            .count());
            assertEquals(1, count(told, "org.poolwarden.lease.leaked", "leaseId", lease));
            assertEquals(1, count(told, "org.poolwarden.kill.gone", "killId", kill));
        } finally {
            warden.set("ScanEverySeconds", 3599L);
            warden.server().removeNotificationListener(warden.name(), listener);
        }
    }

    @Test
    @DisplayName("sees an MBean for each pool, coming and going with it")
    void pools() throws Exception {
        for (String pool : warden.pools()) {
            assertTrue(warden.server().isRegistered(bean(pool)), pool);
        }
        assertFalse(warden.server().isRegistered(bean(EXTRA)));
        Cli.succeed("data-source add --name=ExtraDS --jndi-name=" + EXTRA + " --driver-name=oracle"
                + " --connection-url=${shop.url} --user-name=${shop.user} --password=${shop.password}"
                + " --max-pool-size=2");
        try {
            Eventually.isTrue("the pool's MBean is there", () -> warden.server().isRegistered(bean(EXTRA)));
            assertEquals(2, warden.server().getAttribute(bean(EXTRA), "MaxPoolSize"));
            assertEquals(0, warden.server().getAttribute(bean(EXTRA), "InUse"));
        } finally {
            Cli.succeed("/subsystem=datasources/data-source=ExtraDS:remove(){allow-resource-service-restart=true}");
        }
        Eventually.isTrue("the pool's MBean has gone", () -> !warden.server().isRegistered(bean(EXTRA)));
    }

    @Test
    @DisplayName("finds a name and a description on everything")
    void descriptions() throws Exception {
        for (ObjectName name : warden.server().queryNames(new ObjectName("org.poolwarden:*"), null)) {
            MBeanInfo info = warden.server().getMBeanInfo(name);
            Arrays.stream(info.getAttributes()).forEach(JmxIT::assertDescribed);
            Arrays.stream(info.getOperations()).forEach(JmxIT::assertDescribed);
            for (MBeanOperationInfo operation : info.getOperations()) {
                Arrays.stream(operation.getSignature()).forEach(JmxIT::assertDescribed);
                assertNotEquals(MBeanOperationInfo.UNKNOWN, operation.getImpact(), operation.getName());
            }
        }
    }

    @Test
    @DisplayName("knows who asks: two management users and one who attached to the process, each in the audit")
    void requesters() throws Exception {
        assertTrue(killedBy(warden, "one").startsWith("ops via JMX from 127.0.0.1"));
        try (Warden colleague = Warden.connect(Stage.COLLEAGUE, Stage.managementPort())) {
            assertTrue(killedBy(colleague, "two").startsWith("dora via JMX from 127.0.0.1"));
        }
        String runtime = (String) warden.server().getAttribute(new ObjectName("java.lang:type=Runtime"), "Name");
        VirtualMachine machine = VirtualMachine.attach(runtime.substring(0, runtime.indexOf('@')));
        try (Warden attached = Warden.attached(machine.startLocalManagementAgent())) {
            String requester = killedBy(attached, "three");
            assertTrue(requester.startsWith("whoever attached to the process of OS user "), requester);
            assertTrue(requester.contains("via JMX (local attach) from "), requester);
        } finally {
            machine.detach();
        }
    }

    // The last: what has once listened for RMI leaves its thread in the JVM.
    @Test
    @Order(Integer.MAX_VALUE)
    @DisplayName("believes nobody to have attached while the JVM offers JMX to the network without a password")
    void remoteAgent() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        long lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        int port = Stage.managementPort() + 61;
        diagnose(
                "ManagementAgent.start",
                "jmxremote.port=" + port,
                "jmxremote.authenticate=false",
                "jmxremote.ssl=false");
        try (Warden stranger = Warden.attached("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi")) {
            RuntimeMBeanException refused =
                    assertThrows(RuntimeMBeanException.class, () -> stranger.kill(lease, "without a password"));
            assertTrue(refused.getCause().getMessage().startsWith("PWARDEN0407"), refused.toString());
        } finally {
            diagnose("ManagementAgent.stop");
        }
        assertEquals(sid, sid(app.post("/use?name=v")), "the lease was not touched");
    }

    /** A command of jcmd, which needs no attaching to be given. */
    private void diagnose(String command, String... arguments) throws Exception {
        String runtime = (String) warden.server().getAttribute(new ObjectName("java.lang:type=Runtime"), "Name");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                runtime.substring(0, runtime.indexOf('@')),
                command));
        line.addAll(List.of(arguments));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, jcmd.waitFor(), said);
    }

    /** What the guard's audit says of the requester. */
    private String killedBy(Warden as, String name) throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=" + name));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        String kill = as.kill((Long) lease.get("leaseId"), "who was it");
        assertEquals("GONE", warden.awaitEnd(kill).get("sessionState"));
        String audit = warden.whoKilled((String) lease.get("session")).get(0);
        String claimed = audit.substring(audit.indexOf("Claimed by ") + "Claimed by ".length());
        assertTrue(claimed.contains(kill), audit);
        return claimed;
    }

    private static Notification await(Queue<Notification> told, String type, String column, Object value)
            throws Exception {
        return Eventually.get(
                type + " of " + value,
                () -> told.stream()
                        .filter(notification -> is(notification, type, column, value))
                        .findFirst()
                        .orElse(null),
                notification -> notification != null);
    }

    private static long count(Queue<Notification> told, String type, String column, Object value) {
        return told.stream()
                .filter(notification -> is(notification, type, column, value))
                .count();
    }

    private static boolean is(Notification notification, String type, String column, Object value) {
        return notification.getType().equals(type)
                && value.equals(((CompositeData) notification.getUserData()).get(column));
    }

    private static ObjectName bean(String pool) throws Exception {
        return new ObjectName("org.poolwarden:type=DataSource,name=" + ObjectName.quote(pool));
    }

    private static void assertDescribed(MBeanFeatureInfo feature) {
        assertFalse(feature.getName().matches("p\\d+"), feature.toString());
        assertTrue(feature.getDescription().contains(" "), feature.toString());
    }
}
