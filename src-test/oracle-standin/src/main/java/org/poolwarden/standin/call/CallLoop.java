package org.poolwarden.standin.call;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.poolwarden.standin.call.message.Call;
import org.poolwarden.standin.call.message.CallFailed;
import org.poolwarden.standin.call.message.Cancelled;
import org.poolwarden.standin.call.message.FunctionHeader;
import org.poolwarden.standin.call.message.MessageCode;
import org.poolwarden.standin.call.message.Release;
import org.poolwarden.standin.call.message.Replies;
import org.poolwarden.standin.call.statement.CursorExecution;
import org.poolwarden.standin.call.statement.Statements;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.fault.CallInterceptor;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.packet.BreakReceived;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.ProtocolException;

/** Serves the calls of one session, one after the other, until the client logs off or is lost. */
public final class CallLoop {

    private static final int EXECUTE_AGAIN = 4;
    private static final int FETCH = 5;
    private static final int LOGOFF = 9;
    private static final int COMMIT = 14;
    private static final int ROLLBACK = 15;
    private static final int VERSION = 59;
    private static final int EXECUTE_AND_FETCH_AGAIN = 78;
    private static final int EXECUTE = 94;
    private static final int XA_RECOVERED = 67;
    private static final int XA_SWITCH = 103;
    private static final int XA_CHANGE = 104;
    private static final int PING = 147;
    private static final int CLOSE_CURSORS = 105;
    private static final int CANCEL_CURSORS = 120;
    private static final int END_TO_END = 135;
    private static final int UNSUPPORTED = 3115;
    private static final int INTERNAL = 600;
    private static final int NOT_HERE = 3001;

    private final Channel channel;
    private final TtcInput in;
    private final MessageLayout layout;
    private final EngineSession session;
    private final CallInterceptor faults;
    private final Consumer<ProtocolException> errors;
    private final Replies replies;
    private final Statements statements;
    private final XaCalls xa;
    private final List<EndToEnd> endToEnd = new ArrayList<>();
    private int callNumber;
    private boolean loggedOff;

    /**
     * Serves nothing until {@link #run}.
     *
     * @param faults what may come between the client and the session
     * @param errors is told, before the client is, of what ends the session and of what a real Oracle could do
     */
    public CallLoop(
            Channel channel,
            TtcInput in,
            MessageLayout layout,
            EngineSession session,
            CallInterceptor faults,
            Consumer<ProtocolException> errors) {
        this.channel = channel;
        this.in = in;
        this.layout = layout;
        this.session = session;
        this.faults = faults;
        this.errors = errors;
        replies = new Replies(layout, session::inTransaction);
        statements = new Statements(in, layout, replies, new CursorExecution(channel, session, faults), session);
        xa = new XaCalls(in, layout, replies, session);
    }

    /** Returns after a logoff, or after an error that ends the session. */
    public void run() throws IOException {
        boolean open = true;
        while (open) {
            try {
                open = serve();
            } catch (BreakReceived e) {
                // It came when the answer was already out, or in the middle of a request.
                open = breakOff(Cancelled.error());
            } catch (ProtocolException e) {
                refuse(e, UNSUPPORTED);
                throw e;
            } catch (RuntimeException e) {
                ProtocolException failed = new ProtocolException("the engine failed: " + e, e);
                refuse(failed, INTERNAL);
                throw failed;
            }
        }
    }

    /** Whether the client took its leave; otherwise it is lost. */
    public boolean loggedOff() {
        return loggedOff;
    }

    private boolean serve() throws IOException {
        int function = header();
        if (function == LOGOFF) {
            return logoff();
        }
        CallKind kind = kindOf(function);
        statements.forgetCurrent();
        Call call = read(function);
        in.endOfMessage();
        TtcOutput out = new TtcOutput();
        OraException failure = null;
        try {
            faults.callRead(kind, call.sql());
            perform(call, out);
        } catch (OraException e) {
            failure = e;
            out = new TtcOutput();
            replies.failed(out, callNumber, e);
        } catch (CallFailed e) {
            failure = e.error();
            out = new TtcOutput();
            replies.failed(out, callNumber, e.done(), e.error());
        }
        if (failure != null && failure.code() == NOT_HERE) {
            errors.accept(new ProtocolException(failure.getMessage() + " for " + call.sql()));
        }
        boolean whole = faults.answering(kind, call.sql());
        if (whole && channel.breakWaits()) {
            return breakOff(failure == null ? Cancelled.error() : failure);
        }
        if (failure != null && layout.since(MessageLayout.ORACLE_21)) {
            channel.announceError();
        }
        return send(out, whole) && goesOn(failure);
    }

    /** Reads on to the function itself; the piggybacks in front of it take effect with it. */
    private int header() throws IOException {
        int message = in.u1();
        while (message == MessageCode.PIGGYBACK) {
            FunctionHeader header = FunctionHeader.read(in, layout);
            callNumber = header.callNumber();
            switch (header.function()) {
                case CLOSE_CURSORS -> statements.close();
                case CANCEL_CURSORS -> statements.cancel();
                case END_TO_END -> endToEnd.add(EndToEnd.read(in));
                default -> throw new ProtocolException("unknown piggyback " + header.function());
            }
            message = in.u1();
        }
        if (message != MessageCode.FUNCTION) {
            throw new ProtocolException("unknown message " + message);
        }
        FunctionHeader header = FunctionHeader.read(in, layout);
        callNumber = header.callNumber();
        return header.function();
    }

    private Call read(int function) throws IOException {
        return switch (function) {
            case EXECUTE -> statements.execute();
            case EXECUTE_AGAIN -> statements.executeAgain(false);
            case EXECUTE_AND_FETCH_AGAIN -> statements.executeAgain(true);
            case FETCH -> statements.fetch();
            case COMMIT ->
                (out, number) -> {
                    session.commit();
                    replies.status(out);
                };
            case ROLLBACK ->
                (out, number) -> {
                    session.rollback();
                    replies.status(out);
                };
            case XA_SWITCH -> xa.switchBranch();
            case XA_CHANGE -> xa.changeState();
            case XA_RECOVERED -> xa.endRecovery();
            case PING -> (out, number) -> replies.status(out);
            case VERSION -> version();
            default -> throw new ProtocolException("unknown function " + function);
        };
    }

    private static CallKind kindOf(int function) {
        return switch (function) {
            case EXECUTE, EXECUTE_AGAIN, EXECUTE_AND_FETCH_AGAIN -> CallKind.EXECUTE;
            case FETCH -> CallKind.FETCH;
            case COMMIT -> CallKind.COMMIT;
            case ROLLBACK -> CallKind.ROLLBACK;
            case PING -> CallKind.PING;
            case XA_SWITCH -> CallKind.XA_SWITCH;
            case XA_CHANGE -> CallKind.XA_CHANGE;
            default -> CallKind.OTHER;
        };
    }

    private Call version() throws IOException {
        in.skip(1);
        in.ub();
        in.skip(2);
        if (layout.since(MessageLayout.ORACLE_18_EXT)) {
            in.ub();
        }
        byte[] banner = Release.BANNER.getBytes(StandardCharsets.US_ASCII);
        return (out, number) -> {
            out.u1(MessageCode.PARAMETERS).ub(banner.length).raw(banner).ub(Release.NUMBER);
            replies.status(out);
        };
    }

    private void perform(Call call, TtcOutput out) throws OraException, CallFailed, IOException {
        session.callBegins();
        try {
            endToEnd.forEach(change -> change.applyTo(session));
            endToEnd.clear();
            call.answer(out, callNumber);
        } finally {
            session.callEnds();
        }
    }

    /** The client closes the connection itself when it has the answer. */
    private boolean logoff() throws IOException {
        in.endOfMessage();
        TtcOutput out = new TtcOutput();
        try {
            faults.callRead(CallKind.LOGOFF, null);
            session.callBegins();
        } catch (OraException e) {
            replies.failed(out, callNumber, e);
            channel.sendData(out.toByteArray());
            return !e.endsSession();
        }
        session.callEnds();
        replies.status(out);
        session.logoff();
        loggedOff = true;
        if (send(out, faults.answering(CallKind.LOGOFF, null))) {
            channel.awaitEnd();
        }
        return false;
    }

    /** Whether the client has got all of it; with half of it, it gets no more. */
    private boolean send(TtcOutput out, boolean whole) throws IOException {
        if (whole) {
            channel.sendData(out.toByteArray());
        } else {
            channel.sendHalf(out.toByteArray());
        }
        return whole;
    }

    private boolean breakOff(OraException answer) throws IOException {
        channel.resetAfterBreak();
        in.discard();
        TtcOutput out = new TtcOutput();
        replies.failed(out, callNumber, new Replies.Outcome(statements.current(), 0, 0), answer);
        channel.sendData(out.toByteArray());
        return goesOn(answer);
    }

    private boolean goesOn(OraException answer) {
        return !session.endsAfterAnswer() && (answer == null || !answer.endsSession());
    }

    /** Tells the client too, for whoever reads its log; it may be gone, or wait for something else. */
    private void refuse(ProtocolException why, int code) {
        errors.accept(why);
        TtcOutput out = new TtcOutput();
        replies.failed(out, callNumber, new OraException(code, "stand-in: " + why.getMessage()));
        try {
            channel.sendData(out.toByteArray());
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }
}
