package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.Warden;

/** What stands in the descriptors, and how the container gives a page the core. */
class DescriptorsTest {

    private static final String BELONGS =
            "  <virtual-host>poolwarden</virtual-host>\n  <server-instance>poolwarden</server-instance>\n";

    @Test
    @DisplayName(
            "The descriptor that lies over jboss-web.xml differs in where the console belongs, and in nothing else")
    void overlay() throws IOException {
        String own = elements(Path.of("src/main/webapp/WEB-INF/jboss-web.xml"));
        String overlay = elements(Path.of("../ear/src/main/scripts/console-listener-jboss-web.xml"));
        assertFalse(own.contains("server-instance"), "without the overlay it is on any server, whatever its name");
        assertEquals(own, overlay.replace(BELONGS, ""));
        assertEquals(own.length() + BELONGS.length(), overlay.length());
    }

    @Test
    @DisplayName("A page asks as pages do, of which few wait")
    void asksAsPage() {
        Warden pages = new RecordingWarden();
        Warden core = new RecordingWarden() {
            @Override
            public Warden ofPages() {
                return pages;
            }
        };
        KillServlet page = new KillServlet();
        page.setCore(core);
        assertSame(pages, page.warden);
    }

    /** Without comments. */
    private static String elements(Path file) throws IOException {
        return Files.readString(file).replaceAll("(?s) *<!--.*?-->\n", "");
    }
}
