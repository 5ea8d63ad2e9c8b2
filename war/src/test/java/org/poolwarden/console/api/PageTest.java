package org.poolwarden.console.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.Web;
import org.poolwarden.console.api.Page.Cursor;
import org.poolwarden.console.web.ApiMessages;
import org.poolwarden.console.web.Refusal;

@DisplayName("A list that comes in pages")
class PageTest {

    private final List<String> all = new ArrayList<>(List.of("e", "a", "d", "b", "c"));

    @Test
    @DisplayName("has each item that stays once, whatever comes and goes between two pages")
    void moving() throws Exception {
        Page<String> first = Page.ordered("letters", all, Function.identity(), asked(2, null));
        assertEquals(List.of("a", "b"), first.items());
        assertEquals(5, first.total());
        all.remove("b");
        all.remove("a");
        all.add("aa");
        Page<String> second = Page.ordered("letters", all, Function.identity(), asked(2, first.next()));
        assertEquals(List.of("c", "d"), second.items());
        all.add("f");
        Page<String> third = Page.ordered("letters", all, Function.identity(), asked(2, second.next()));
        assertEquals(List.of("e", "f"), third.items());
        assertNull(third.next());
    }

    @Test
    @DisplayName("of kills is in the order in which they were requested, and goes on behind one that was forgotten")
    void newest() throws Exception {
        List<String> kills = new ArrayList<>();
        for (int number = 12; number >= 8; number--) {
            kills.add("node-1:20261130T031012-" + number);
        }
        Page<String> first = Page.newest("kills", kills, Function.identity(), asked(2, null));
        assertEquals(kills.subList(0, 2), first.items());
        kills.add(0, "node-1:20261130T031012-100");
        List<String> rest = List.copyOf(kills.subList(3, 6));
        kills.remove("node-1:20261130T031012-11");
        Page<String> second = Page.newest("kills", kills, Function.identity(), asked(9, first.next()));
        assertEquals(rest, second.items());
        assertNull(second.next());
    }

    @Test
    @DisplayName("makes the key of each item once, whatever it takes to sort by them")
    void keys() throws Exception {
        List<String> made = new ArrayList<>();
        Function<String, String> key = item -> {
            made.add(item);
            return item;
        };
        Page<String> first = Page.ordered("letters", all, key, asked(2, null));
        Page.ordered("letters", all, key, asked(2, first.next()));
        assertEquals(2 * all.size(), made.size(), made::toString);
    }

    @Test
    @DisplayName("takes a cursor of its own as it was written, and no other")
    void cursors() throws Exception {
        String good = new Cursor("letters", "b").toString();
        assertEquals("b", Cursor.read("letters", good).key());
        String other = new Cursor("numbers", "b").toString();
        for (String odd : List.of(other, good + "=", good + "A", "", "x", "\u0000", "*", "a".repeat(5_000))) {
            refused(() -> Cursor.read("letters", odd));
        }
        String bytes = Base64.getEncoder().encodeToString("letters".getBytes(StandardCharsets.UTF_8));
        refused(() -> Cursor.read("letters", bytes));
    }

    private static void refused(Check check) {
        Refusal refusal = assertThrows(Refusal.class, check::run);
        assertEquals(400, refusal.status());
        assertEquals(ApiMessages.NO_CURSOR, refusal.getMessage());
    }

    private static Asked asked(int limit, String cursor) throws Refusal {
        Web web = new Web("GET", "/api/v1").with("limit", Integer.toString(limit));
        return Asked.of((cursor == null ? web : web.with("cursor", cursor)).request(), "limit", "cursor");
    }

    private interface Check {
        void run() throws Exception;
    }
}
