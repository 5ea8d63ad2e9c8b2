package org.poolwarden.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A test of the console in a real browser, one for all tests of a class. */
abstract class InBrowser extends OnServer {

    /** What leads from a lease to the preview of its kill. */
    static final String KILL_LINK = "a[href*='/preview?']";

    static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        String missing = Browser.missing();
        assumeTrue(missing == null, missing);
        browser = Browser.open();
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    /** Whoever is signed in is signed out. */
    static void signIn(String user) throws Exception {
        signOut();
        browser.signIn(user);
    }

    static void signOut() throws Exception {
        if (browser.has("header form button")) {
            browser.click("header form button");
            Eventually.isTrue("the form to sign in", () -> browser.has("#j_username"));
        }
    }

    /** Loads the page again and again until it shows that. */
    static String shown(String path, String text) throws Exception {
        return Eventually.get(
                "'" + text + "' at " + path,
                () -> {
                    browser.go(path);
                    return browser.page();
                },
                page -> page.contains(text));
    }
}
