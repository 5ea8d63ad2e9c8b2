package org.poolwarden.leaky.demo;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.poolwarden.leaky.EndedThreadLeak;
import org.poolwarden.leaky.IdleLeak;
import org.poolwarden.leaky.LateWork;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.database.Database;

/** One button of the page: what it does, and what the console then shows. */
public enum Scene {
    LEAK(
            "Forget a connection",
            "A page borrows a connection and does not close it.",
            "After 10 s: one lease is Leaked, with the line of code that borrowed it. End it, and the pool has its slot"
                    + " back.",
            false,
            () -> IdleLeak.leak(Database.SHOP.dataSource(), Names.next()).answer("One connection is forgotten.")),
    THREAD(
            "Forget it in a thread that ends",
            "A worker of the application's own does the same and is gone.",
            "After 10 s: Leaked, by a thread that has ended. The evidence names it.",
            false,
            () -> EndedThreadLeak.leak(Database.SHOP.dataSource(), Names.next())
                    .answer("A thread has forgotten a connection and is gone.")),
    LOCK(
            "Forget an open transaction",
            "The stock of an article is changed, and neither committed nor closed. Somebody else waits for the row.",
            "After 10 s: Leaked, with undo records and one blocked session. The preview says who is freed. This waits"
                    + " for at most a minute.",
            false,
            LockedRow::lock),
    EXHAUST(
            "Exhaust the pool",
            "Borrows whatever the pool has left. Every other page of the shop then waits.",
            "At once: a red tile, and the pool's card says who holds it. Judge now does not wait 10 s. Select all"
                    + " leases and end them together.",
            false,
            Exhaustion::exhaust),
    BUSY(
            "Be a busy shop",
            "Two workers borrow, work and return for five minutes.",
            "The bar and the timeline move. No lease is called a leak.",
            false,
            BusyShop::open),
    ROLLBACK(
            "A kill that rolls back for long",
            "Forgets a transaction with 60 changes, in a database that undoes two of them a second.",
            "End it with Disconnect now: Rolling back, with a bar and an estimate. The slot is free long before the"
                    + " locks.",
            true,
            () -> StuckSession.rollsBackSlowly(Names.next())),
    STUCK(
            "A kill that gets stuck",
            "Forgets a connection whose session does not notice that it is to end (ORA-00031).",
            "End it: Marked. After 20 s the kill says what a DBA does next, with the process to end. Press the last"
                    + " button but one, and it ends.",
            true,
            () -> StuckSession.ignoresKills(Names.next())),
    RELEASE(
            "Let go of what is stuck",
            "The database notices what it was told, and rolls back at full speed.",
            "The two kills above come to their end: Gone.",
            true,
            StuckSession::release),
    RESET(
            "Close everything",
            "Returns every connection that was forgotten.",
            "No lease is left. Those that you have ended are errors to the application, as in life.",
            false,
            () -> {
                BusyShop.close();
                return LateWork.reset();
            });

    private final String title;
    private final String what;
    private final String seen;
    private final boolean standIn;
    private final Play play;

    Scene(String title, String what, String seen, boolean standIn, Play play) {
        this.title = title;
        this.what = what;
        this.seen = seen;
        this.standIn = standIn;
        this.play = play;
    }

    /** What it does. */
    interface Play {
        Answer play() throws SQLException, InterruptedException;
    }

    /** The scenes of this server, in their order: some need a database that obeys. */
    public static List<Scene> here() {
        return Arrays.stream(values())
                .filter(scene -> !scene.standIn || StandInControl.isThere())
                .toList();
    }

    /** By the last part of its path, among those that are here. */
    public static Optional<Scene> of(String name) {
        return here().stream().filter(scene -> scene.path().equals(name)).findFirst();
    }

    /** Plays it. Speaks of failures as an endpoint does. */
    public Answer play() throws SQLException, InterruptedException {
        return play.play();
    }

    /** The last part of its path. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    /** What happens in the application, in a sentence. */
    public String what() {
        return what;
    }

    /** What is seen in the console then. */
    public String seen() {
        return seen;
    }
}
