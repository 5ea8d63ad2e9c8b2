package org.poolwarden.leaky.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leaky.demo.Scene;

@DisplayName("The page of the shop")
class ShopPageTest {

    private static final String CONTROL = "poolwarden.demo.control-port";
    private static final String CONSOLE = "poolwarden.demo.console";

    @AfterEach
    void asItWas() {
        System.clearProperty(CONTROL);
        System.clearProperty(CONSOLE);
    }

    @Test
    @DisplayName("has a button for each scene, says what is seen, and leads to the console")
    void buttons() {
        System.setProperty(CONTROL, "1");
        System.setProperty(CONSOLE, "http://127.0.0.1:9995/poolwarden/");
        String page = ShopPage.html();
        assertEquals(Arrays.asList(Scene.values()), Scene.here());
        for (Scene scene : Scene.values()) {
            assertTrue(page.contains("action=\"demo/" + scene.path() + "\""), scene.path());
            assertTrue(page.contains(">" + scene.title() + "</button>"), scene.title());
            assertTrue(page.contains(scene.seen()), scene.seen());
        }
        assertTrue(page.contains("href=\"http://127.0.0.1:9995/poolwarden/\""), page);
    }

    @Test
    @DisplayName("offers only what works: where no stand-in takes orders, no kill goes badly")
    void withoutAStandIn() {
        String page = ShopPage.html();
        assertFalse(page.contains("demo/stuck") || page.contains("demo/rollback"), page);
        assertEquals(Optional.empty(), Scene.of("stuck"));
        assertEquals(Optional.of(Scene.LEAK), Scene.of("leak"));
        assertEquals(Optional.empty(), Scene.of("LEAK"));
        assertTrue(page.contains("href=\"/poolwarden/\""), page);
    }
}
