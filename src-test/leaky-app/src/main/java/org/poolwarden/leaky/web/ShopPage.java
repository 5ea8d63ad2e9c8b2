package org.poolwarden.leaky.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.poolwarden.leaky.demo.Scene;

/** The page for a person: a shop, and a button for each mistake that it can make. */
final class ShopPage {

    private static final String CONSOLE = "poolwarden.demo.console";

    private static final String HEAD = "shop-head.html";

    private ShopPage() {}

    /** Relative to the context root, which must end with a slash. */
    static String html() {
        return head() + "<header><strong>Corner shop</strong> <span>an application that forgets its connections</span>"
                + " <a href=\"" + escaped(System.getProperty(CONSOLE, "/poolwarden/"))
                + "\">Open Poolwarden’s console</a></header>\n<main>\n"
                + "<p>Press a button, then look at the console. The pool of the shop has three connections.</p>\n"
                + "<iframe name=\"answer\" title=\"What the last button did\"></iframe>\n<ul class=\"scenes\">\n"
                + Scene.here().stream().map(ShopPage::item).collect(Collectors.joining())
                + "</ul>\n</main>\n</body>\n</html>\n";
    }

    private static String head() {
        try (InputStream in = ShopPage.class.getResourceAsStream(HEAD)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String item(Scene scene) {
        return "<li><h2>" + escaped(scene.title()) + "</h2>\n<p>" + escaped(scene.what()) + "</p>\n<p class=\"seen\">"
                + "In the console. " + escaped(scene.seen()) + "</p>\n<form method=\"post\" action=\"demo/"
                + scene.path() + "\" target=\"answer\"><button>" + escaped(scene.title())
                + "</button></form></li>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
