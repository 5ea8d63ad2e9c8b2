package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poolwarden.contract.Entity;

/** They come while Poolwarden runs, and go before it does. */
@DisplayName("A server with every kind of pool")
class PoolKindsIT extends OnServer {

    private static final String XA = "java:jboss/datasources/ShopXaDS";
    private static final String FILED = "java:jboss/datasources/FiledDS";
    private static final String DEFINED = "java:global/DefinedDS";
    private static final String ANNOTATED = "java:global/AnnotatedDS";
    private static final String H2 = "java:jboss/datasources/OtherDS";
    private static final String AGROAL = "java:jboss/datasources/AgroalDS";
    private static final String UNCOUNTED = "java:jboss/datasources/UncountedDS";

    @TempDir
    private Path files;

    @BeforeEach
    void addThem() throws Exception {
        Path filed = Files.writeString(files.resolve("filed-ds.xml"), """
                <datasources xmlns="http://www.jboss.org/ironjacamar/schema">
                  <datasource jndi-name="%s" pool-name="FiledDS">
                    <connection-url>%s</connection-url>
                    <driver>oracle</driver>
                    <pool><max-pool-size>3</max-pool-size></pool>
                    <security><user-name>SHOP</user-name><password>shop</password></security>
                  </datasource>
                </datasources>
                """.formatted(
                        FILED, Stage.database().url()));
        Cli.script(List.of(
                "xa-data-source add --name=ShopXaDS --jndi-name=" + XA + " --driver-name=oracle"
                        + " --xa-datasource-properties={URL=>\""
                        + Stage.database().url() + "\"}"
                        + " --user-name=SHOP --password=shop --max-pool-size=3",
                "data-source add --name=OtherDS --jndi-name=" + H2 + " --driver-name=h2"
                        + " --connection-url=jdbc:h2:mem:other --user-name=sa --max-pool-size=3",
                "deploy " + filed,
                "deploy " + Wars.described(files, DEFINED),
                "deploy " + Wars.annotated(files, ANNOTATED),
                "/extension=org.wildfly.extension.datasources-agroal:add",
                "/subsystem=datasources-agroal:add",
                "/subsystem=datasources-agroal/driver=h2:add(module=com.h2database.h2,class=org.h2.Driver)",
                agroal("AgroalDS", AGROAL, true),
                agroal("UncountedDS", UNCOUNTED, false)));
    }

    @AfterEach
    void removeThem() throws Exception {
        app.reset();
        Cli.script(List.of(
                "/subsystem=datasources-agroal/datasource=AgroalDS:remove",
                "/subsystem=datasources-agroal/datasource=UncountedDS:remove",
                "/subsystem=datasources-agroal/driver=h2:remove",
                "/subsystem=datasources-agroal:remove",
                "/extension=org.wildfly.extension.datasources-agroal:remove",
                "undeploy annotated.war",
                "undeploy defined.war",
                "undeploy filed-ds.xml",
                "/subsystem=datasources/data-source=OtherDS:remove{allow-resource-service-restart=true}",
                "/subsystem=datasources/xa-data-source=ShopXaDS:remove{allow-resource-service-restart=true}"));
        Eventually.isTrue("they are not listed any more", () -> warden.pools().stream()
                .noneMatch(name ->
                        List.of(XA, FILED, DEFINED, ANNOTATED, H2, AGROAL).contains(name)));
    }

    @Test
    @DisplayName("lists each as what it is, and gives back a slot of each that has Oracle behind it")
    void everyKind() throws Exception {
        kill(SHOP, "shop", "LOCAL");
        kill(XA, "xa", "XA");
        kill(FILED, "filed", "LOCAL");
        kill(DEFINED, "defined", null);
        kill(ANNOTATED, "annotated", null);

        assertEquals("LOCAL", warden.pool(H2).get("kind"));
        refuse(H2);

        // Poolwarden looks for new pools of that subsystem once a minute.
        Eventually.within(
                Duration.ofSeconds(90),
                "the pools of datasources-agroal are listed",
                warden::pools,
                names -> names.containsAll(List.of(AGROAL, UNCOUNTED)));
        CompositeData counted = warden.pool(AGROAL);
        assertEquals(
                List.of("AGROAL", 7, 0, 7),
                List.of(
                        counted.get("kind"),
                        counted.get("maxPoolSize"),
                        counted.get("inUse"),
                        counted.get("available")));
        CompositeData uncounted = warden.pool(UNCOUNTED);
        assertEquals(
                Arrays.asList("AGROAL", 7, null, null),
                Arrays.asList(
                        uncounted.get("kind"),
                        uncounted.get("maxPoolSize"),
                        uncounted.get("inUse"),
                        uncounted.get("available")));
        countsNothing(UNCOUNTED);
    }

    /** What is not counted is null in every interface. */
    private void countsNothing(String pool) throws Exception {
        ObjectName bean = EveryInterface.poolBean(pool);
        Eventually.isTrue("its MBean is there", () -> warden.server().isRegistered(bean));
        EveryInterface interfaces = new EveryInterface(warden);
        Set<String> uncounted = Shown.nullable(Entity.POOL);
        uncounted.remove("maxPoolSize"); // which it does tell
        assertEquals(uncounted, Shown.agreed(interfaces.pool(pool)).absent());
        Set<String> unread = Shown.nullable(Entity.POOL_STATUS);
        // It tells its size. The last scan is not complete, and a problem says why.
        unread.removeAll(Set.of("maxPoolSize", "lastScanTime", "lastScanComplete"));
        assertEquals(unread, Shown.agreed(interfaces.poolStatus(pool)).absent());
    }

    /** @param kind null if it is the server that chooses */
    private void kill(String pool, String parameter, String kind) throws Exception {
        int sid = sid(app.post("/leak/idle?name=" + parameter + "&ds=" + parameter));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        assertEquals(pool, lease.get("pool"));
        if (kind != null) {
            assertEquals(kind, warden.pool(pool).get("kind"));
        }
        Object before = warden.pool(pool).get("available");
        assertEquals(1, warden.pool(pool).get("inUse"));

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "each kind"));

        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertEquals("FREED", kill.get("slotState"), kill::toString);
        assertFalse(Sight.hasSessionOf(lease));
        assertEquals(0, warden.pool(pool).get("inUse"));
        assertEquals((Integer) before + 1, warden.pool(pool).get("available"));
    }

    /** A pool that has no Oracle behind it: its leak is listed and never acted on. */
    private void refuse(String pool) throws Exception {
        app.post("/leak/other?name=other");
        CompositeData lease = warden.leases().stream()
                .filter(found -> pool.equals(found.get("pool")))
                .findFirst()
                .orElseThrow();
        assertEquals("UNMATCHED", lease.get("verdict"));
        assertEquals("leaky-app.war", lease.get("deployment"));

        RuntimeMBeanException refusal =
                assertThrows(RuntimeMBeanException.class, () -> warden.kill((Long) lease.get("leaseId"), "not Oracle"));

        String why = refusal.getCause().getMessage();
        assertTrue(why.startsWith("PWARDEN0403") && why.contains("not an Oracle database"), why);
        assertEquals(1, warden.pool(pool).get("inUse"));
    }

    private static String agroal(String name, String jndiName, boolean statistics) {
        return "/subsystem=datasources-agroal/datasource=" + name + ":add(jndi-name=" + jndiName
                + ",statistics-enabled=" + statistics
                + ",connection-factory={driver=h2,url=\"jdbc:h2:mem:a\",username=sa},connection-pool={max-size=7})";
    }
}
