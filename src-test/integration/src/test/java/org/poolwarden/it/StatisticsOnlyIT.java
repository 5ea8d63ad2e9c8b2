package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Poolwarden calls has a name that this server does not have: the same EAR, with one name in one class changed.
 */
@DisplayName("On a server that lacks something,")
class StatisticsOnlyIT extends InBrowser {

    @TempDir
    private Path files;

    @Test
    @DisplayName("a field of its pools, the console counts the pools, says why that is all, and offers no kill")
    @Tag("fault")
    void statisticsOnly() throws Exception {
        deployed("Internals", "mcpPools", "mcpOther", () -> {
            app.post("/leak/idle?name=a");
            browser.go("/");
            browser.signIn(Stage.OPERATOR);
            String page = shown("/", "PWARDEN0102");
            assertTrue(page.contains("Poolwarden shows pool statistics only"), page);
            assertTrue(page.contains("Kills are refused until this is fixed"), page);
            assertTrue(page.contains("1 of 3 in use, 2 available"), page);
            shown("/leases", "PWARDEN0102");
            assertFalse(browser.has(KILL_LINK), browser.page());
            shown("/preview?lease=1", "Request not completed");
        });
    }

    @Test
    @DisplayName("a method of its pools, that is told with its name before the first call, and nothing is taken")
    @Tag("fault")
    void directCall() throws Exception {
        deployed("IronJacamarSlot", "setTrackByTx", "setTrackByTy", () -> {
            for (int scan = 0; scan < 8; scan++) {
                String status = Cli.succeed("/subsystem=poolwarden:read-attribute(name=status)");
                assertTrue(status.contains("ConnectionListener.setTrackByTy(boolean)"), status);
                assertTrue(status.contains("WildFly"), status);
            }
            CompositeData own = warden.pool("java:jboss/datasources/PoolwardenDS");
            assertTrue((Integer) own.get("available") >= 4, own::toString);
            assertTrue(
                    Cli.fail("/subsystem=poolwarden:kill(lease-id=1, reason=x)").contains("setTrackByTy"));
        });
    }

    @Test
    @DisplayName("what everything needs, the deployment fails with one line that names it")
    @Tag("fault")
    void refused() throws Exception {
        Path ear = changed("ManagementCaller", "getSecurityIdentity", "getSecurityIdentitx");
        Cli.succeed("/deployment=poolwarden.ear:undeploy");
        try {
            String answer = Cli.fail("deploy " + ear);
            assertTrue(answer.contains("PWARDEN0023: Poolwarden cannot run on this server (WildFly"), answer);
            assertTrue(answer.contains("getSecurityIdentitx()"), answer);
        } finally {
            Cli.succeed("/deployment=poolwarden.ear:deploy");
            awaitBean();
        }
    }

    private void deployed(String type, String known, String unknown, Scene scene) throws Exception {
        Path ear = changed(type, known, unknown);
        Cli.script(List.of("/deployment=poolwarden.ear:undeploy", "deploy " + ear));
        try {
            scene.play();
        } finally {
            Cli.script(List.of("undeploy statistics.ear", "/deployment=poolwarden.ear:deploy"));
            awaitBean();
        }
    }

    private void awaitBean() throws Exception {
        Eventually.isTrue("the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
    }

    private Path changed(String type, String known, String unknown) throws IOException {
        Path ear = files.resolve("statistics.ear");
        try (InputStream in = Files.newInputStream(Stage.layout().artifacts().resolve("poolwarden-ear.ear"));
                OutputStream out = Files.newOutputStream(ear)) {
            new ChangedArchive(type, known, unknown).write(in, out);
        }
        return ear;
    }

    private interface Scene {
        void play() throws Exception;
    }

    /**
     * @param type a class of the core, without its package
     * @param unknown as long as the known one
     */
    private record ChangedArchive(String type, String known, String unknown) {

        /** An archive with its archives. */
        void write(InputStream in, OutputStream out) throws IOException {
            ZipInputStream from = new ZipInputStream(in);
            ZipOutputStream to = new ZipOutputStream(out);
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().matches(".*poolwarden-ejb[^/]*\\.jar")) {
                    ByteArrayOutputStream jar = new ByteArrayOutputStream();
                    write(new ByteArrayInputStream(from.readAllBytes()), jar);
                    to.write(jar.toByteArray());
                } else if (entry.getName().endsWith("/" + type + ".class")) {
                    String text = new String(from.readAllBytes(), StandardCharsets.ISO_8859_1);
                    assertTrue(text.contains(known), "the name is where this test looks for it");
                    to.write(text.replace(known, unknown).getBytes(StandardCharsets.ISO_8859_1));
                } else {
                    from.transferTo(to);
                }
                to.closeEntry();
            }
            to.finish();
        }
    }
}
