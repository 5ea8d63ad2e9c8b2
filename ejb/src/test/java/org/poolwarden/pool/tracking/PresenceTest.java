package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/** Every row of presence.txt. */
@DisplayName("A borrower")
class PresenceTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "presence.txt", delimiter = '|')
    void isSeen(String what, String then, String now, Presence expected) {
        assertEquals(expected, Presence.of(new CallSite(stack(then), true, null, null, null), stack(now)), what);
    }

    @Test
    @DisplayName("of whom the frames were cut, or not recorded, has never left")
    void cut() {
        List<Frame> then = stack("run:1 Job.go:5 pool:1");
        assertEquals(
                Presence.UNKNOWN, Presence.of(new CallSite(then, false, null, null, null), stack("run:1 Other.go:5")));
        assertEquals(Presence.UNKNOWN, Presence.of(CallSite.NONE, stack("run:1 Other.go:5")));
    }

    static List<Frame> stack(String bottomUp) {
        List<Frame> frames = new ArrayList<>();
        for (String word : bottomUp.split(" +")) {
            switch (word) {
                case "WAIT" -> frames.addAll(0, stack("java.lang.Object.wait:1 java.lang.Object.wait:2"));
                case "SLEEP" -> frames.add(0, stack("java.lang.Thread.sleep:1").get(0));
                default -> {
                    String[] parts = word.split(":");
                    Origin origin = word.startsWith("+")
                            ? Origin.LIBRARY
                            : Character.isUpperCase(word.charAt(0)) ? Origin.OWN : Origin.OTHER;
                    frames.add(0, new Frame(parts[0], Integer.parseInt(parts[1]), word, origin));
                }
            }
        }
        return frames;
    }
}
