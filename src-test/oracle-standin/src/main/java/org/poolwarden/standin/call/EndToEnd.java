package org.poolwarden.standin.call;

import java.io.IOException;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.engine.EngineSession;

/**
 * What setClientInfo set; it comes with the next call. A null was not sent, an empty text clears. The execution
 * context, the tracing and the operation's name come too, but no view of ours shows them.
 */
record EndToEnd(String module, String action, String clientIdentifier, String clientInfo) {

    private static final int LONGEST = 4096;

    static EndToEnd read(TtcInput in) throws IOException {
        in.skip(2);
        in.ub();
        Part clientIdentifier = Part.read(in);
        Part module = Part.read(in);
        Part action = Part.read(in);
        Part context = Part.read(in);
        in.skip(1);
        in.ub();
        Part clientInfo = Part.read(in);
        Part keepStatistics = Part.read(in);
        Part keepTrace = Part.read(in);
        Part operation = Part.read(in);
        String sentIdentifier = clientIdentifier.text(in);
        String sentModule = module.text(in);
        String sentAction = action.text(in);
        context.text(in);
        String sentInfo = clientInfo.text(in);
        keepStatistics.text(in);
        keepTrace.text(in);
        operation.text(in);
        return new EndToEnd(sentModule, sentAction, sentIdentifier, sentInfo);
    }

    void applyTo(EngineSession session) {
        session.endToEnd(module, action, clientIdentifier, clientInfo);
    }

    /** All lengths are sent first, then all texts. */
    private record Part(boolean sent, int length) {

        static Part read(TtcInput in) throws IOException {
            return new Part(in.pointer(), in.count(LONGEST, "length of client information"));
        }

        String text(TtcInput in) throws IOException {
            return sent ? in.text(length) : null;
        }
    }
}
