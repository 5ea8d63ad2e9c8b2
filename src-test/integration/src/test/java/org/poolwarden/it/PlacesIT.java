package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A page that leaks")
class PlacesIT extends OnServer {

    private static final String MANAGEMENT_NAME = "pages-1.2.war";
    private static final String PAGE = """
            <%@ page contentType="text/plain" session="false" %>
            <%
                javax.sql.DataSource pool = (javax.sql.DataSource)
                        new javax.naming.InitialContext().lookup("java:jboss/datasources/ShopDS");
                java.sql.Connection leaked = pool.getConnection();
                leaked.createStatement().execute("select 1 from dual");
            %>
            leaked
            """;

    @TempDir
    private Path files;

    @Test
    @DisplayName("is named with its line, and found by both names of its deployment")
    void page() throws Exception {
        Path war = war();
        Cli.succeed("deploy " + war + " --name=" + MANAGEMENT_NAME + " --runtime-name=pages.war");
        try {
            assertEquals(
                    200,
                    Http.anonymous(Stage.httpPort(), "/pages").get("/leak.jsp").statusCode());
            CompositeData lease = Eventually.get(
                    "the page's leak",
                    () -> warden.leaks().stream()
                            .filter(leak -> leak.get("verdict").equals("LEAKED"))
                            .findFirst()
                            .orElse(null),
                    leak -> leak != null);
            assertEquals("org.apache.jsp.leak_jsp._jspService(leak.jsp:5)", lease.get("callSite"));
            assertEquals("pages.war", lease.get("deployment"));
            assertEquals("GET /pages/leak.jsp", lease.get("request"));
            for (String name : List.of("pages.war", MANAGEMENT_NAME)) {
                String[] preview =
                        warden.lines("previewBatch", "", "", name, "", "", 5).toArray(String[]::new);
                assertEquals("ALLOWED", preview[0], () -> name + ": " + Arrays.toString(preview));
            }
            String batch = warden.killBatch(MANAGEMENT_NAME, 1, "a page leaks");
            Eventually.isTrue("the batch is over", () ->
                    (Boolean) warden.batchState(batch).get("over"));
            assertTrue(((String) warden.batchState(batch).get("message")).contains("1 GONE"));
        } finally {
            Cli.succeed("undeploy " + MANAGEMENT_NAME);
        }
    }

    private Path war() throws IOException {
        Path war = files.resolve("pages.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            zip.putNextEntry(new ZipEntry("leak.jsp"));
            zip.write(PAGE.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return war;
    }
}
