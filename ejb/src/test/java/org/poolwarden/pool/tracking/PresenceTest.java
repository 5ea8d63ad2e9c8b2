package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/** Stacks from the bottom to the top. A capital begins a frame of the application's own, + one of its libraries. */
@DisplayName("A borrower")
class PresenceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # what it does | the stack at the checkout | the stack now | result
        uses what it has borrowed | run:1 Job.go:5 pool:1 | run:1 Job.go:6 jdbc:3 | INSIDE
        has a helper that has returned | run:1 Job.go:5 Work.do:2 Dao.open:7 pool:1 | run:1 Job.go:5 Work.do:3 jdbc:1 | INSIDE
        calls far away with it | run:1 Job.go:5 Dao.open:7 pool:1 | run:1 Job.go:5 Dao.open:8 net:1 | INSIDE
        maps rows inside a library's callback | run:1 Job.go:5 +jt.query:9 pool:1 | run:1 Job.go:5 +jt.query:12 Job.map:8 | INSIDE
        returned from the library that borrowed | run:1 Job.go:5 Dao.find:3 +jt.query:9 pool:1 | run:1 Job.go:5 Dao.find:4 x:1 | INSIDE
        borrows a second one further on | run:1 Job.go:5 Work.a:2 pool:1 | run:1 Job.go:5 Work.a:3 pool:1 | INSIDE
        borrows a second one further in | run:1 Job.go:5 Work.a:2 pool:1 | run:1 Job.go:5 Work.a:3 Work.b:7 pool:1 | INSIDE
        goes down in a recursion | run:1 Tree.at:5 Tree.at:4 pool:1 | run:1 Tree.at:5 Tree.at:5 Tree.at:4 pool:1 | INSIDE
        comes up in a recursion | run:1 Tree.at:5 Tree.at:5 Tree.at:4 pool:1 | run:1 Tree.at:5 Tree.at:6 x:1 | INSIDE
        waits on its own line for another one | run:1 Job.go:5 pool:1 | run:1 Job.go:5 pool:1 sem:4 | AGAIN
        waits for another through a helper | run:1 Job.go:5 Dao.open:7 pool:1 | run:1 Job.go:5 Dao.open:7 pool:1 sem:4 | AGAIN
        has ended its job in a scheduler | run:1 +pool.loop:5 Job.go:5 pool:1 | run:1 +pool.loop:9 WAIT | OUTSIDE
        does another job in the same scheduler | run:1 +pool.loop:5 Job.go:5 pool:1 | run:1 +pool.loop:5 Other.go:2 | OUTSIDE
        has left the server's executor | exec:1 task:4 Job.go:5 pool:1 | exec:1 task:4 Other.go:5 pool:1 | OUTSIDE
        polls: its loop waits for work | run:1 Poll.run:5 Poll.one:8 pool:1 | run:1 Poll.run:4 WAIT | OUTSIDE
        polls: its loop waits on the same line | run:1 Poll.run:5 Poll.one:8 pool:1 | run:1 Poll.run:5 WAIT | OUTSIDE
        polls: its loop sleeps | run:1 Poll.run:5 Poll.one:8 pool:1 | run:1 Poll.run:4 SLEEP | ASLEEP_BELOW
        polls: its loop does something | run:1 Poll.run:5 Poll.one:8 pool:1 | run:1 Poll.run:4 Poll.log:3 | UNKNOWN
        borrows in its lowest code and waits | run:1 Poll.run:5 pool:1 | run:1 Poll.run:6 WAIT | INSIDE
        borrows in its lowest code and sleeps | run:1 Poll.run:5 pool:1 | run:1 Poll.run:6 SLEEP | INSIDE
        is the server's own | run:1 recovery:5 pool:1 | run:1 recovery:6 x:1 | UNKNOWN
        has no code but a library's, which ended | run:1 +batch.run:5 +batch.step:2 pool:1 | run:1 x:1 | OUTSIDE
        has no code but a library's, inside | run:1 +batch.run:5 +batch.step:2 pool:1 | run:1 +batch.run:5 +batch.step:3 x:1 | INSIDE
        """)
    void isSeen(String what, String then, String now, Presence expected) {
        assertEquals(expected, Presence.of(new CallSite(stack(then), true, null), stack(now)), what);
    }

    @Test
    @DisplayName("of whom the frames were cut, or not recorded, has never left")
    void cut() {
        List<Frame> then = stack("run:1 Job.go:5 pool:1");
        assertEquals(Presence.UNKNOWN, Presence.of(new CallSite(then, false, null), stack("run:1 Other.go:5")));
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
