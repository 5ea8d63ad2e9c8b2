package org.poolwarden.pool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poolwarden.pool.site.CallSite.Origin;

@DisplayName("A stack of a checkout")
class SiteReaderTest {

    private static final String WAR = "deployment.shop.war";

    @TempDir
    private Path files;

    private SiteReader reader;

    /** The application's own classes, and in WEB-INF/lib one of a library. */
    @BeforeEach
    void deploy() throws IOException {
        Path own = files.resolve("WEB-INF/classes");
        Path library = files.resolve("WEB-INF/lib/template");
        copy(Shop.class, own);
        copy(DbUtil.class, own);
        copy(OwnPool.class, own);
        copy(Importer.class, own);
        copy(Template.class, library);
        ClassLoader war = new URLClassLoader(
                WAR, new URL[] {own.toUri().toURL(), library.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        reader = new SiteReader(module -> module.equals(WAR) ? war : null, 100);
    }

    @Test
    @DisplayName("has its place where the application's own code called its library")
    void library() {
        CallSite site = read(pool(), app(Template.class, "query", 9), app(Shop.class, "order", 42), server("undertow"));
        assertEquals(List.of(Origin.OTHER, Origin.LIBRARY, Origin.OWN, Origin.OTHER), origins(site));
        assertTrue(site.place().endsWith("Shop.order(Shop.java:42)"), site::place);
        assertEquals("shop.war", site.deployment().name());
        assertNotNull(site.deployment().loader());
        assertNull(site.overlay());
        assertTrue(site.whole());
    }

    @Test
    @DisplayName("has its place at the caller of a method that only hands out connections")
    void helper() {
        CallSite site = read(
                pool(),
                app(DbUtil.class, "get", 5),
                app(DbUtil.class, "openConnection", 8),
                app(Shop.class, "order", 42));
        assertEquals(List.of(Origin.OTHER, Origin.HELPER, Origin.HELPER, Origin.OWN), origins(site));
        assertTrue(site.place().endsWith("Shop.order(Shop.java:42)"), site::place);
    }

    @Test
    @DisplayName("through a library that the modules of an .ear share names the module that asked")
    void sharedLibrary() {
        CallSite site = read(
                pool(),
                of("deployment.shop.ear", "com.shop.dao.Orders", "find"),
                of("deployment.shop.ear.web.war", "com.shop.web.OrderServlet", "doGet"),
                of("deployment.shop.ear.ejb.jar", "com.shop.ejb.Desk", "ask"));
        assertEquals("shop.ear/web.war", site.deployment().name());
        assertEquals("com.shop.dao.Orders.find(Unknown Source)", site.place());
        assertEquals(
                "com.shop.web.OrderServlet.doGet(Unknown Source)", site.own().get(1));
        CallSite alone = read(pool(), of("deployment.shop.ear", "com.shop.dao.Orders", "find"));
        assertEquals("shop.ear", alone.deployment().name());
        CallSite between = read(
                pool(),
                of("deployment.shop.ear", "com.shop.dao.Orders", "find"),
                of("deployment.other.war", "org.other.Caller", "run"));
        assertEquals("shop.ear", between.deployment().name(), "another application that calls it is not its module");
    }

    private static StackTraceElement of(String module, String type, String method) {
        return new StackTraceElement(module, null, null, type, method, null, -1);
    }

    @Test
    @DisplayName("has its place where the application's own code called a class that was made at run time")
    void generated() {
        for (String made : List.of(
                "jdk.proxy24.$Proxy189", "com.shop.Orders$$SpringCGLIB$$0", "com.shop.Orders$HibernateProxy$x1$$")) {
            StackTraceElement proxy = new StackTraceElement(WAR, null, null, made, "load", null, -1);
            CallSite site = read(pool(), proxy, app(Shop.class, "order", 42));
            assertEquals(List.of(Origin.OTHER, Origin.OTHER, Origin.OWN), origins(site));
            assertTrue(site.place().endsWith("Shop.order(Shop.java:42)"), site::place);
        }
    }

    @Test
    @DisplayName("has its place at the outermost helper, if there is nothing else of the application's")
    void helpersOnly() {
        CallSite site =
                read(pool(), app(DbUtil.class, "get", 5), app(DbUtil.class, "openConnection", 8), server("batch"));
        assertTrue(site.place().endsWith("DbUtil.openConnection(DbUtil.java:8)"), site::place);
    }

    @Test
    @DisplayName("has its place in a library, if there is none of the application's own code")
    void libraryOnly() {
        assertTrue(read(pool(), app(Template.class, "query", 9), server("undertow"))
                .place()
                .endsWith("Template.query(Template.java:9)"));
    }

    @Test
    @DisplayName("has a page as its place, whose class loader is a child of the deployment's and has no name")
    void page() {
        CallSite site = read(
                pool(),
                new StackTraceElement("org.apache.jsp.cart.list_jsp", "_jspService", "list_jsp.java", 57),
                app(Shop.class, "filter", 3));
        assertEquals("org.apache.jsp.cart.list_jsp._jspService(list.jsp)", site.place());
        assertEquals("shop.war", site.deployment().name(), "of the next frame that tells");
    }

    @Test
    @DisplayName("has the line of a page by the table that its compiler left")
    void lines() {
        List<String> smap = List.of("1,3:40", "5:60,4", "8#1:70", "10,2:80,3", "junk");
        assertEquals(2, JspLines.line(smap, 41));
        assertEquals(5, JspLines.line(smap, 63));
        assertEquals(8, JspLines.line(smap, 70));
        assertEquals(11, JspLines.line(smap, 84));
        assertEquals(-1, JspLines.line(smap, 99));
        assertEquals(-1, JspLines.line(List.of("1:99999999999", "99999999999:7"), 7), "no line has such a number");
    }

    @Test
    @DisplayName("has the server's module as its place, if no application is on it")
    void module() {
        CallSite site = read(pool(), server("org.jboss.as.connector"), server("org.wildfly.extension.batch"));
        assertEquals("module org.wildfly.extension.batch", site.place());
        assertNull(read(pool(), new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1))
                .place());
    }

    @Test
    @DisplayName("names a pool that is laid over ours, by its package or because it keeps connections")
    void overlay() {
        StackTraceElement hikari = new StackTraceElement(
                WAR, null, null, "com.zaxxer.hikari.pool.HikariPool", "newConnection", "HikariPool.java", 7);
        assertEquals(
                "HikariCP", read(pool(), hikari, app(Shop.class, "order", 1)).overlay());
        assertEquals(
                OwnPool.class.getName(),
                read(pool(), app(OwnPool.class, "grow", 5), app(Shop.class, "order", 1))
                        .overlay());
    }

    @Test
    @DisplayName("that is as deep as the JVM records is not whole")
    void cut() {
        StackTraceElement[] deep = new StackTraceElement[100];
        Arrays.fill(deep, server("undertow"));
        assertFalse(reader.read(deep).whole());
        assertFalse(reader.read(new StackTraceElement[0]).whole(), "none was recorded");
    }

    @Test
    @DisplayName("through a class that names one that is not there is read, and has its place all the same")
    void missingClass() {
        CallSite site = read(pool(), app(Importer.class, "load", 5), server("undertow"));
        assertEquals(List.of(Origin.OTHER, Origin.OWN, Origin.OTHER), origins(site));
        assertNull(site.overlay());
        assertTrue(site.whole());
    }

    @Test
    @DisplayName("that cannot be read is kept as text, and proves nothing")
    void unreadable() throws Exception {
        SiteReader broken = new SiteReader(
                module -> {
                    throw new IllegalStateException("the server is stopping");
                },
                1024);
        RecordedChain[] chain = new RecordedChain[1];
        new Application("shop.war").order(() -> chain[0] = RecordedChain.take(broken));
        CallSite site = chain[0].read();
        assertFalse(site.chain().get(0).method().startsWith(RecordedChain.class.getName()), site::toString);
        assertTrue(
                site.chain().stream().anyMatch(frame -> frame.method().endsWith("Application$Code.order")),
                site::toString);
        assertTrue(origins(site).stream().allMatch(Origin.OTHER::equals), site::toString);
        assertFalse(site.whole());
        assertSame(site, chain[0].read());
    }

    @Test
    @DisplayName("of a deployment that has gone has its own place, and no class loader")
    void gone() {
        StackTraceElement old =
                new StackTraceElement("deployment.old.ear.web.war", null, null, "old.Shop", "order", "Shop.java", 4);
        CallSite site = read(pool(), old);
        assertEquals("old.Shop.order(Shop.java:4)", site.place());
        assertEquals("old.ear/web.war", site.deployment().name());
        assertNull(site.deployment().loader());
    }

    private CallSite read(StackTraceElement... stack) {
        return reader.read(stack);
    }

    private static List<Origin> origins(CallSite site) {
        return site.chain().stream().map(CallSite.Frame::origin).toList();
    }

    private static StackTraceElement pool() {
        return new StackTraceElement(
                "org.jboss.ironjacamar.jdbcadapters", null, null, "WrapperDataSource", "getConnection", "x.java", 1);
    }

    private static StackTraceElement server(String module) {
        return new StackTraceElement(module, null, null, "server.Code", "run", "Code.java", 1);
    }

    private static StackTraceElement app(Class<?> type, String method, int line) {
        String file = type.getSimpleName() + ".java";
        return new StackTraceElement(WAR, null, null, type.getName(), method, file, line);
    }

    private static void copy(Class<?> type, Path directory) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, bytes.readAllBytes());
        }
    }

    /** The application's. */
    static final class Shop {
        void order() {
            // only its name counts
        }
    }

    /** A helper. */
    static final class DbUtil {
        Connection get() {
            return null;
        }

        void openConnection() {
            // keeps it
        }
    }

    /** A pool by its shape. */
    static final class OwnPool {
        private final Deque<Connection> idle = new ArrayDeque<>();

        void grow() {
            idle.clear();
        }
    }

    /** Its field names a class that is not on the application's class path. */
    static final class Importer {
        private final List<Absent> rows = List.of();

        void load() {
            rows.forEach(Absent::toString);
        }
    }

    /** Deployed nowhere. */
    static final class Absent {}

    /** A library's. */
    static final class Template {
        void query() {
            // only its name counts
        }
    }
}
