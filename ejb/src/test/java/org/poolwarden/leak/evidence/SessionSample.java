package org.poolwarden.leak.evidence;

import java.time.Instant;
import org.poolwarden.leak.evidence.Session.Access;

/**
 * Builds a {@link Session} for a test, which says only what matters to it. Without more it is one of SHOP that may be
 * acted on, INACTIVE, without a transaction, of which nothing else is known.
 */
public final class SessionSample {

    private final SessionId id;
    private String username = "SHOP";
    private Access access = Access.ALLOWED;
    private String status = "INACTIVE";
    private long lastCallSeconds;
    private Instant logonTime;
    private String osuser;
    private String machine;
    private String program;
    private String module;
    private String action;
    private String clientIdentifier;
    private String sqlId;
    private String event;
    private String blockedBy;
    private int blocks;
    private String spid;
    private long undoRecords;
    private long undoBlocks;
    private boolean rollingBack;
    private String xid;
    private String process;
    private Automatic automatic = Automatic.NONE;

    private SessionSample(SessionId id) {
        this.id = id;
    }

    /** Nothing but its key is its own. */
    public static SessionSample of(SessionId id) {
        return new SessionSample(id);
    }

    /** As that one in everything. */
    public static SessionSample like(Session other) {
        SessionSample sample = of(other.id())
                .user(other.username())
                .access(other.access())
                .status(other.status(), other.lastCallSeconds())
                .loggedOn(other.logonTime())
                .client(other.osuser(), other.machine(), other.program())
                .marks(other.module(), other.action(), other.clientIdentifier())
                .sql(other.sqlId())
                .waits(other.event(), other.blockedBy())
                .blocks(other.blocks())
                .spid(other.spid())
                .undo(other.undoRecords(), other.undoBlocks(), other.rollingBack())
                .xid(other.xid())
                .process(other.process());
        sample.automatic = other.automatic();
        return sample;
    }

    public SessionSample user(String name) {
        username = name;
        return this;
    }

    public SessionSample access(Access now) {
        access = now;
        return this;
    }

    /** Masked, as the guard shows what may not be acted on. */
    public SessionSample masked(Access why) {
        status = null;
        return access(why);
    }

    public SessionSample status(String now, long forSeconds) {
        status = now;
        lastCallSeconds = forSeconds;
        return this;
    }

    public SessionSample loggedOn(Instant at) {
        logonTime = at;
        return this;
    }

    public SessionSample client(String user, String host, String what) {
        osuser = user;
        machine = host;
        program = what;
        return this;
    }

    /** What the application says of itself. */
    public SessionSample marks(String moduleName, String actionName, String identifier) {
        module = moduleName;
        action = actionName;
        clientIdentifier = identifier;
        return this;
    }

    public SessionSample sql(String statement) {
        sqlId = statement;
        return this;
    }

    public SessionSample waits(String what, String blocker) {
        event = what;
        blockedBy = blocker;
        return this;
    }

    public SessionSample blocks(int waiters) {
        blocks = waiters;
        return this;
    }

    public SessionSample spid(String serverProcess) {
        spid = serverProcess;
        return this;
    }

    public SessionSample undo(long records, long blocksOfIt, boolean undone) {
        undoRecords = records;
        undoBlocks = blocksOfIt;
        rollingBack = undone;
        return this;
    }

    public SessionSample xid(String transaction) {
        xid = transaction;
        return this;
    }

    public SessionSample process(String clientProcess) {
        process = clientProcess;
        return this;
    }

    public Session build() {
        return new Session(
                id,
                username,
                access,
                status,
                lastCallSeconds,
                logonTime,
                osuser,
                machine,
                program,
                module,
                action,
                clientIdentifier,
                sqlId,
                event,
                blockedBy,
                blocks,
                spid,
                undoRecords,
                undoBlocks,
                rollingBack,
                xid,
                process,
                automatic);
    }
}
