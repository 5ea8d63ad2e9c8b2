package org.poolwarden.leaky.web;

import static org.poolwarden.leaky.web.Endpoint.get;
import static org.poolwarden.leaky.web.Endpoint.post;
import static org.poolwarden.leaky.web.Parameter.DEMARCATION;
import static org.poolwarden.leaky.web.Parameter.DS;
import static org.poolwarden.leaky.web.Parameter.END;
import static org.poolwarden.leaky.web.Parameter.ID;
import static org.poolwarden.leaky.web.Parameter.LEAVE;
import static org.poolwarden.leaky.web.Parameter.NAME;
import static org.poolwarden.leaky.web.Parameter.RATE;
import static org.poolwarden.leaky.web.Parameter.ROW;
import static org.poolwarden.leaky.web.Parameter.SECONDS;
import static org.poolwarden.leaky.web.Parameter.THREADS;
import static org.poolwarden.leaky.web.Parameter.VALUE;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.poolwarden.leaky.BlockedLeak;
import org.poolwarden.leaky.CursorLeak;
import org.poolwarden.leaky.EndedByHand;
import org.poolwarden.leaky.EndedThreadLeak;
import org.poolwarden.leaky.IdleLeak;
import org.poolwarden.leaky.LateWork;
import org.poolwarden.leaky.MarkupLeak;
import org.poolwarden.leaky.MovedSession;
import org.poolwarden.leaky.SpanLeak;
import org.poolwarden.leaky.StaticFieldLeak;
import org.poolwarden.leaky.TracedLeak;
import org.poolwarden.leaky.TransactionLeak;
import org.poolwarden.leaky.database.Database;
import org.poolwarden.leaky.database.HonestWork;
import org.poolwarden.leaky.load.PairLoad;
import org.poolwarden.leaky.transaction.HeldTransaction;
import org.poolwarden.leaky.transaction.NextUnits;
import org.poolwarden.leaky.transaction.Standstill;
import org.poolwarden.leaky.transaction.TimedTransaction;
import org.poolwarden.leaky.transaction.TwoPools;

/** Everything the application does, in the order of the page. */
final class Endpoints {

    static final List<Endpoint> ALL = List.of(
            post(
                    "/leak/idle",
                    "Make a leak",
                    "Borrows a connection, uses it once and forgets to close it.",
                    p -> IdleLeak.leak(from(p), p.name())
                            .answer("Borrowed a connection, used it and did not close it."),
                    NAME,
                    DS),
            post(
                    "/leak/transaction",
                    "Leak a transaction",
                    "Updates a row and forgets to commit and to close: the row stays locked.",
                    p -> TransactionLeak.leak(from(p), p.name(), p.row())
                            .answer("Updated row " + p.row() + "; neither committed nor closed."),
                    NAME,
                    ROW,
                    DS),
            post(
                    "/leak/ended-thread",
                    "Leak from a thread that ends",
                    "A thread of its own leaks and has ended when the answer comes.",
                    p -> EndedThreadLeak.leak(from(p), p.name())
                            .answer("A thread borrowed a connection, did not close it, and has ended."),
                    NAME,
                    DS),
            post(
                    "/leak/static-field",
                    "Leak into a static field",
                    "Keeps the connection in a static field \"to save time\".",
                    p -> StaticFieldLeak.leak(from(p), p.name()),
                    NAME,
                    DS),
            post(
                    "/leak/cursors",
                    "Leak cursors",
                    "Closes its connection, but not the statements (as many as id says) that it opened past the pool.",
                    p -> CursorLeak.leak(from(p), p.id()),
                    ID,
                    DS),
            post(
                    "/leak/markup",
                    "Leak with a script in its name",
                    "Its module and its statement are HTML with a script, to see that consoles show them as text.",
                    p -> MarkupLeak.leak(from(p), p.name())
                            .answer("Borrowed a connection, named it by HTML and did not close it."),
                    NAME,
                    DS),
            post(
                    "/leak/traced",
                    "Leak in a trace",
                    "Its session carries a W3C traceparent as its action, as applications with OpenTelemetry set it.",
                    p -> TracedLeak.leak(from(p), p.name())
                            .answer("Borrowed a connection, named its trace and did not close it."),
                    NAME,
                    DS),
            post(
                    "/leak/span",
                    "Leak in a span",
                    "Borrows while a span is current, where the server has OpenTelemetry.",
                    p -> SpanLeak.leak(from(p), p.name())
                            .answer("Borrowed a connection within a span and did not close it."),
                    NAME,
                    DS),
            post(
                    "/leak/blocked",
                    "Leak inside a statement",
                    "A background thread runs a long statement, then tries to go on; Status tells what it met.",
                    p -> BlockedLeak.leak(from(p), p.name(), p.seconds())
                            .answer("A thread borrowed a connection and sits in a statement of " + p.seconds() + " s."),
                    NAME,
                    SECONDS,
                    DS),
            post(
                    "/leak/timed",
                    "Leak inside a statement and a transaction",
                    "The same, in a JTA transaction that times out after three seconds.",
                    p -> BlockedLeak.leakTimed(from(p), p.name(), p.seconds())
                            .answer("A thread sits in a statement of " + p.seconds()
                                    + " s; its transaction may last 3 s."),
                    NAME,
                    SECONDS,
                    DS),
            post(
                    "/time-out",
                    "Wait for a time-out",
                    "No leak. Begins a JTA transaction that may last a second and waits until it is timed out.",
                    p -> TimedTransaction.timeOut(p.seconds()),
                    SECONDS),
            post(
                    "/leak/blocked-transaction",
                    "Leak a transaction inside a statement",
                    "The same after an update and an insert that are not committed: the row stays locked.",
                    p -> BlockedLeak.leakTransaction(from(p), p.name(), p.seconds(), p.row(), p.id())
                            .answer("A thread updated row " + p.row() + ", inserted row " + p.id()
                                    + " and sits in a statement of " + p.seconds() + " s."),
                    NAME,
                    ROW,
                    ID,
                    SECONDS,
                    DS),
            post(
                    "/leak/other",
                    "Leak from another database",
                    "The same as the first, from a pool that leads to no Oracle database.",
                    p -> IdleLeak.leakOther(Database.OTHER.dataSource(), p.name())
                            .answer("Borrowed a connection, used it and did not close it."),
                    NAME),
            post(
                    "/use",
                    "Use a leak",
                    "Runs a query on a connection that was leaked, to see whether it lives.",
                    p -> LateWork.use(p.name()),
                    NAME),
            post(
                    "/move",
                    "Move a leak to another session",
                    "Makes the driver of a leaked connection say another session: id is its SID, value its SERIAL#.",
                    p -> MovedSession.move(p.name(), p.id(), p.value()),
                    NAME,
                    ID,
                    VALUE),
            post(
                    "/insert",
                    "Insert on a leak",
                    "Inserts a row on a connection that was leaked and does not commit.",
                    p -> LateWork.insert(from(p), p.name(), p.id(), p.value()),
                    NAME,
                    ID,
                    VALUE,
                    DS),
            post(
                    "/close",
                    "Close a leak late",
                    "Commits, or queries, and then closes a connection that was leaked; says what was thrown.",
                    p -> LateWork.close(p.name()),
                    NAME),
            post(
                    "/end-by-hand",
                    "End and close a leak",
                    "Ends its session by the guard's own call, cuts its connection, and closes it.",
                    p -> EndedByHand.one(Database.GUARD.dataSource(), p.name()),
                    NAME),
            post(
                    "/end-by-hand/all",
                    "End and close every leak",
                    "The same for all that is kept, one after the other.",
                    p -> EndedByHand.all(Database.GUARD.dataSource())),
            post(
                    "/wait-for-row",
                    "Wait for a row",
                    "No leak. Updates a row and commits: waits as long as somebody holds the lock.",
                    p -> HonestWork.waitForRow(from(p), p.row()),
                    ROW,
                    DS),
            post(
                    "/long-query",
                    "Run a long query",
                    "No leak. One long statement on a connection that is closed afterwards.",
                    p -> HonestWork.longQuery(from(p), p.seconds()),
                    SECONDS,
                    DS),
            post(
                    "/slow-page",
                    "Serve a slow page",
                    "No leak. Holds a connection, uses it every half second, and closes it.",
                    p -> HonestWork.slowPage(from(p), p.seconds()),
                    SECONDS,
                    DS),
            post(
                    "/borrow",
                    "Borrow and return",
                    "No leak. Says how long the pool let it wait for a connection.",
                    p -> HonestWork.borrow(from(p)),
                    DS),
            post(
                    "/pairs",
                    "Work under load",
                    "No leak. Threads call a bean with a short statement, so often a second; 0: as often as they can.",
                    p -> PairLoad.work(from(p), p.threads(), p.rate(), p.seconds()),
                    THREADS,
                    RATE,
                    SECONDS,
                    DS),
            post(
                    "/pairs/empty",
                    "Borrow and return under load",
                    "No leak. Threads borrow and return, with nothing in between, as often as they can.",
                    p -> PairLoad.borrow(from(p), p.threads(), p.seconds()),
                    THREADS,
                    SECONDS,
                    DS),
            post(
                    "/two-pools",
                    "Work in two pools at once",
                    "No leak. One JTA transaction over two XA pools, where a server has them (xa.cli).",
                    p -> TwoPools.change(p.row(), p.value(), p.ending()),
                    ROW,
                    VALUE,
                    END),
            post(
                    "/hold",
                    "Hold a transaction",
                    "Inserts a row in a transaction, stands still until it may go on, then commits.",
                    p -> HeldTransaction.hold(from(p), p.demarcation(), p.id()),
                    DEMARCATION,
                    ID,
                    DS),
            post(
                    "/next-units",
                    "Go on with the next units of work",
                    "Inserts a row, stands still, leaves its connection and does three transactions in one request.",
                    p -> NextUnits.inRequest(from(p), p.departure(), p.id()),
                    LEAVE,
                    ID,
                    DS),
            post(
                    "/next-units/task",
                    "Go on with the next units of work in a task",
                    "The same in a task of the server's executor.",
                    p -> NextUnits.inTask(from(p), p.departure(), p.id()),
                    LEAVE,
                    ID,
                    DS),
            post("/go-on", "Go on", "What stands still in a transaction goes on.", p -> Standstill.goOn()),
            post(
                    "/fetch",
                    "Fetch row by row",
                    "No leak. Inserts a row, fetches all rows one by one, and rolls back.",
                    p -> HonestWork.fetch(from(p), p.id()),
                    ID,
                    DS),
            get("/rows", "Show the rows", "What another session sees of the table.", p -> HonestWork.rows(from(p)), DS),
            get(
                    "/status",
                    "Status",
                    "What is kept, and what became of the background threads.",
                    p -> LateWork.status()),
            post("/reset", "Close everything", "Rolls back, closes and forgets every leak.", p -> LateWork.reset()));

    private Endpoints() {}

    static Optional<Endpoint> find(String method, String path) {
        return ALL.stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .filter(endpoint -> endpoint.method().equals(method))
                .findFirst();
    }

    private static DataSource from(Parameters parameters) {
        return parameters.database().dataSource();
    }
}
