package org.poolwarden.pool.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.text.Clean;

@DisplayName("The chains of many leases")
class SharedSitesTest {

    private static final String WAR = "deployment.shop.war";

    private ClassLoader deployed = loader();
    private final SiteReader reader = new SiteReader(module -> deployed, 1024);

    @Test
    @DisplayName("from one place are one in memory, with the lists that each scan shows")
    void onePlace() {
        CallSite first = reader.read(stack("order", 12));
        for (int i = 0; i < 100; i++) {
            CallSite site = reader.read(stack("order", 12));
            assertSame(first, site);
            assertSame(first.places(), Clean.lines(site.places()), "as a borrower's");
            assertSame(first.own(), Clean.lines(site.own()));
        }
        assertEquals(22, first.places().size());
        assertEquals(20, first.own().size());
    }

    @Test
    @DisplayName("from two places share the frames below, and neither is the other's")
    void twoPlaces() {
        List<Frame> order = reader.read(stack("order", 12)).chain();
        List<Frame> export = reader.read(stack("export", 12)).chain();
        List<Frame> line = reader.read(stack("order", 13)).chain();
        for (int i = 0; i < order.size(); i++) {
            if (i == 1) {
                assertEquals("com.shop.Cart.order(Cart.java:12)", order.get(i).place());
                assertEquals("com.shop.Cart.export(Cart.java:12)", export.get(i).place());
                assertEquals("com.shop.Cart.order(Cart.java:13)", line.get(i).place());
            } else {
                assertSame(order.get(i), export.get(i));
                assertSame(order.get(i), line.get(i));
            }
        }
    }

    @Test
    @DisplayName("of an application that was deployed anew are another's, though every line of text is the same")
    void deployedAnew() {
        CallSite before = reader.read(stack("order", 12));
        ClassLoader first = deployed;
        deployed = loader();
        CallSite after = reader.read(stack("order", 12));
        assertEquals(before.places(), after.places());
        assertSame(first, before.deployment().loader());
        assertSame(deployed, after.deployment().loader());
        assertNotEquals(before, after);
    }

    @Test
    @DisplayName("are kept no longer than somebody has one of them")
    void collected() {
        WeakReference<CallSite> site = new WeakReference<>(reader.read(stack("order", 12)));
        WeakReference<Frame> frame = new WeakReference<>(site.get().chain().get(0));
        Eventually.holds(() -> {
            System.gc();
            return site.get() == null && frame.get() == null;
        });
    }

    private static ClassLoader loader() {
        return new URLClassLoader(WAR, new URL[0], ClassLoader.getPlatformClassLoader());
    }

    /** A pool's frame, twenty of an application and one of the server. */
    private static StackTraceElement[] stack(String method, int line) {
        List<StackTraceElement> stack = new ArrayList<>();
        stack.add(frame("org.jboss.ironjacamar.jdbcadapters", "WrapperDataSource", "getConnection", 1));
        stack.add(frame(WAR, "com.shop.Cart", method, line));
        for (int i = 1; i < 20; i++) {
            stack.add(frame(WAR, "com.shop.Filter" + i, "filter", i));
        }
        stack.add(frame("io.undertow.core", "io.undertow.Connectors", "executeRootHandler", 7));
        return stack.toArray(StackTraceElement[]::new);
    }

    private static StackTraceElement frame(String loader, String type, String method, int line) {
        String file = type.substring(type.lastIndexOf('.') + 1) + ".java";
        return new StackTraceElement(loader, null, null, type, method, file, line);
    }
}
