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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Poolwarden looks for a field of IronJacamar by a name that this server's does not have: the same EAR, with one name
 * in one class changed.
 */
@DisplayName("On a server whose pools are not the ones known, the console")
class StatisticsOnlyIT extends InBrowser {

    private static final String KNOWN = "mcpPools";
    private static final String UNKNOWN = "mcpOther";

    @TempDir
    private Path files;

    @Test
    @DisplayName("counts the pools, says why that is all and what to do, and offers no kill")
    void statisticsOnly() throws Exception {
        Path ear = files.resolve("statistics.ear");
        try (InputStream in = Files.newInputStream(Stage.layout().artifacts().resolve("poolwarden-ear.ear"));
                OutputStream out = Files.newOutputStream(ear)) {
            changed(in, out);
        }
        Cli.script(List.of("/deployment=poolwarden.ear:undeploy", "deploy " + ear));
        try {
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
        } finally {
            Cli.script(List.of("undeploy statistics.ear", "/deployment=poolwarden.ear:deploy"));
            Eventually.isTrue(
                    "the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
        }
    }

    /** An archive with its archives. */
    private static void changed(InputStream in, OutputStream out) throws IOException {
        ZipInputStream from = new ZipInputStream(in);
        ZipOutputStream to = new ZipOutputStream(out);
        for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
            to.putNextEntry(new ZipEntry(entry.getName()));
            if (entry.getName().matches(".*poolwarden-ejb[^/]*\\.jar")) {
                ByteArrayOutputStream jar = new ByteArrayOutputStream();
                changed(new ByteArrayInputStream(from.readAllBytes()), jar);
                to.write(jar.toByteArray());
            } else if (entry.getName().endsWith("/Internals.class")) {
                String text = new String(from.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertTrue(text.contains(KNOWN), "the name is where this test looks for it");
                to.write(text.replace(KNOWN, UNKNOWN).getBytes(StandardCharsets.ISO_8859_1));
            } else {
                from.transferTo(to);
            }
            to.closeEntry();
        }
        to.finish();
    }
}
