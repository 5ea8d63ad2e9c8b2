package org.poolwarden.standin.call;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.poolwarden.standin.call.message.Call;
import org.poolwarden.standin.call.message.MessageCode;
import org.poolwarden.standin.call.message.Replies;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.XaSession.Vote;
import org.poolwarden.standin.engine.Xid;
import org.poolwarden.standin.packet.ProtocolException;

/** The calls of native XA: switch to and from a branch, and change a branch's state. */
final class XaCalls {

    private static final int XID_BYTES = 128;
    private static final int HALF = 64;
    private static final int CONTEXT_BYTES = 168;
    /** Tells our contexts from others; its place is that of a value of Oracle's. */
    private static final long CONTEXT_END = 0x77;

    private static final int LONGEST_NAME = 512;

    private static final int START = 1;
    private static final int DETACH = 2;
    private static final int NEW = 1;
    /** To resume and to join. */
    private static final int RESUME = 4;

    private static final long START_FLAGS = 0xff;
    private static final long LOOSE = 0x1_0000;

    private static final int COMMIT = 1;
    private static final int ROLLBACK = 2;
    private static final int PREPARE = 3;
    private static final int FORGET = 4;
    /** The driver looks for a branch with it that another call did not find, or that it is to forget. */
    private static final int RECOVER = 5;

    private static final int REQUIRES_COMMIT = 1;
    private static final int COMMITTED = 2;
    private static final int ROLLED_BACK = 3;
    private static final int READ_ONLY = 4;
    private static final int FORGOTTEN = 5;

    /** To RECOVER, states of another kind are answered. */
    private static final int FORCED_ROLLBACK = 4;

    private static final int FORCED_COMMIT = 5;

    private static final int RECOVERY_ENDS = 3;
    private static final int MAY_BE_FORGOTTEN = 7;
    private static final int STAYS = 8;

    private final TtcInput in;
    private final MessageLayout layout;
    private final Replies replies;
    private final EngineSession session;

    XaCalls(TtcInput in, MessageLayout layout, Replies replies, EngineSession session) {
        this.in = in;
        this.layout = layout;
        this.replies = replies;
        this.session = session;
    }

    /** Starts, resumes, joins, suspends or ends. */
    Call switchBranch() throws IOException {
        int operation = in.count(Integer.MAX_VALUE, "XA operation");
        Name name = Name.read(in);
        long flags = in.ub();
        int timeout = in.count(Integer.MAX_VALUE, "XA time-out");
        in.skip(3);
        int internal = nameLength();
        int external = nameLength();
        Xid xid = name.xid(in);
        long applicationValue = in.ub();
        in.skip(internal + external);
        long start = flags & START_FLAGS;
        boolean starts = (start == NEW || start == RESUME) && (flags & ~START_FLAGS & ~LOOSE) == 0;
        boolean known = operation == START && starts || operation == DETACH;
        if (!known || operation == START && xid == null) {
            throw new ProtocolException("XA switch " + operation + " with flags " + Long.toHexString(flags));
        }
        return (out, number) -> {
            Xid switched = operation == DETACH ? session.xa().end(xid) : start(xid, flags, timeout);
            out.u1(MessageCode.PARAMETERS)
                    .ub(applicationValue)
                    .ub(CONTEXT_BYTES)
                    .raw(context(switched));
            replies.status(out);
        };
    }

    private int nameLength() throws IOException {
        boolean sent = in.pointer();
        int length = in.count(LONGEST_NAME, "length of an XA name");
        return sent ? length : 0;
    }

    private Xid start(Xid xid, long flags, int timeout) throws OraException {
        if ((flags & START_FLAGS) == NEW) {
            session.xa().start(xid, timeout, (flags & LOOSE) != 0);
        } else {
            session.xa().resume(xid);
        }
        return xid;
    }

    /** Prepares, commits, rolls back, forgets, or asks how a branch was ended by force. */
    Call changeState() throws IOException {
        int operation = in.count(Integer.MAX_VALUE, "XA operation");
        Name name = Name.read(in);
        in.ub();
        int state = in.count(Integer.MAX_VALUE, "XA state");
        in.skip(1);
        in.ub();
        Xid xid = name.xid(in);
        if (xid == null || operation < COMMIT || operation > RECOVER) {
            throw new ProtocolException("XA change " + operation + " from state " + state);
        }
        return (out, number) -> {
            out.u1(MessageCode.PARAMETERS).ub(change(operation, state, xid));
            replies.status(out);
        };
    }

    /** The state that the branch has then. */
    private int change(int operation, int state, Xid xid) throws OraException {
        switch (operation) {
            case COMMIT -> {
                boolean onePhase = state == READ_ONLY;
                boolean changed = session.xa().commit(xid, onePhase) == Vote.COMMIT;
                int committed = onePhase ? COMMITTED : FORGOTTEN;
                return changed ? committed : READ_ONLY;
            }
            case ROLLBACK -> {
                session.xa().rollback(xid);
                return ROLLED_BACK;
            }
            case PREPARE -> {
                return session.xa().prepare(xid) == Vote.COMMIT ? REQUIRES_COMMIT : READ_ONLY;
            }
            case FORGET -> {
                session.xa().forget(xid);
                return FORGOTTEN;
            }
            default -> {
                return switch (session.xa().recover(xid)) {
                    case COMMITTED -> FORCED_COMMIT;
                    case ROLLED_BACK -> FORCED_ROLLBACK;
                };
            }
        }
    }

    /** What the driver says when it knows how a branch was ended: whether that may be forgotten. */
    Call endRecovery() throws IOException {
        boolean longer = layout.since(MessageLayout.ORACLE_12_2);
        in.ub();
        int type = in.count(Integer.MAX_VALUE, "type of a two-phase call");
        skipArrays(4, 1);
        skipArrays(2, 2);
        in.skip(1);
        if (longer) {
            skipArrays(2, 1);
            in.skip(1);
        }
        int command = in.count(Integer.MAX_VALUE, "two-phase command");
        in.skipUb(longer ? 4 : 2);
        if (type != RECOVERY_ENDS || command != MAY_BE_FORGOTTEN && command != STAYS) {
            throw new ProtocolException("two-phase call " + type + " with command " + command);
        }
        return (out, number) -> {
            session.xa().recovered(command == MAY_BE_FORGOTTEN);
            out.u1(MessageCode.PARAMETERS).ub(0);
            if (longer) {
                out.ub(0);
            }
            replies.status(out);
        };
    }

    /** Pointers and lengths of what the client would like to be told, or has nothing to say about. */
    private void skipArrays(int count, int pointers) throws IOException {
        for (int i = 0; i < count; i++) {
            in.skip(pointers);
            in.ub();
        }
    }

    /** What Oracle builds, byte by byte, for its own use: the client only sends it back. */
    private static byte[] context(Xid xid) {
        byte[] global = HexFormat.of().parseHex(xid.globalId());
        byte[] branch = HexFormat.of().parseHex(xid.branchId());
        ByteBuffer context = ByteBuffer.allocate(CONTEXT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        context.putLong(0).putLong(xid.formatId()).putLong(global.length).putLong(branch.length);
        int names = context.position();
        context.put(global).put(branch).position(names + XID_BYTES);
        return context.putLong(CONTEXT_END).array();
    }

    /** The lengths come early, the bytes late. The context is not looked at: it may be that of another branch. */
    private record Name(int contextLength, long formatId, int globalLength, int branchLength, int xidLength) {

        static Name read(TtcInput in) throws IOException {
            boolean contextSent = in.pointer();
            int contextLength = in.count(CONTEXT_BYTES, "length of an XA context");
            long formatId = in.ub();
            int globalLength = in.count(HALF, "length of a global transaction's id");
            int branchLength = in.count(HALF, "length of a branch's id");
            boolean xidSent = in.pointer();
            int xidLength = in.count(XID_BYTES, "length of an XID");
            if (xidSent && xidLength < globalLength + branchLength) {
                throw new ProtocolException("XID of " + xidLength + " bytes");
            }
            return new Name(
                    contextSent ? contextLength : 0, formatId, globalLength, branchLength, xidSent ? xidLength : 0);
        }

        /** Null if none was sent. */
        Xid xid(TtcInput in) throws IOException {
            in.skip(contextLength);
            if (xidLength == 0) {
                return null;
            }
            byte[] ids = in.bytes(xidLength);
            int end = globalLength + branchLength;
            return Xid.of(formatId, Arrays.copyOf(ids, globalLength), Arrays.copyOfRange(ids, globalLength, end));
        }
    }
}
