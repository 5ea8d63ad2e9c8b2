package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A failed sign-in")
class FailedSignInsTest {

    private final List<String> log = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final FailedSignIns failures = new FailedSignIns(
            (user, address) -> log.add(user + " from " + address), more -> log.add(more + " more"), now::get);

    @Test
    @DisplayName("is logged with user and address, of the form and of BASIC, and without the password")
    void isLogged() {
        failures.failed("ops", "10.1.2.3");
        failures.failed(null, "10.1.2.3");
        failures.basic(basic("dora:secret:s"), "10.1.2.4");
        failures.basic("basic " + basic("eve").substring(6), "10.1.2.4");
        failures.basic("Basic %%%", "10.1.2.4");
        failures.basic("Bearer abc", "10.1.2.4");
        failures.basic(null, "10.1.2.4");

        assertEquals(
                List.of(
                        "ops from 10.1.2.3",
                        " from 10.1.2.3",
                        "dora from 10.1.2.4",
                        "eve from 10.1.2.4",
                        " from 10.1.2.4"),
                log);
    }

    @Test
    @DisplayName("ends no line of the log, whatever was typed, and is short")
    void isClean() {
        failures.failed("a\n2026 ERROR \u001b[2J\u202e" + "x".repeat(200), "10.1.2.3");

        assertEquals(1, log.size());
        assertEquals(100 + " from 10.1.2.3".length(), log.get(0).length());
        assertEquals("a\ufffd2026 ERROR \ufffd[2J\ufffdx", log.get(0).substring(0, 19));
    }

    @Test
    @DisplayName("is only counted after some others in the same minute, and the count is logged later")
    void isLimited() {
        for (int i = 0; i < 1_000; i++) {
            failures.failed("ops", "10.1.2.3");
        }
        assertEquals(FailedSignIns.LISTED, log.size());
        now.addAndGet(TimeUnit.MINUTES.toNanos(2));
        failures.failed("dora", "10.1.2.4");

        assertEquals(
                List.of(1_000 - FailedSignIns.LISTED + " more", "dora from 10.1.2.4"),
                log.subList(FailedSignIns.LISTED, log.size()));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
