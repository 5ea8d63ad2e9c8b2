package org.poolwarden.pool.site;

import java.util.Arrays;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/**
 * The stack of one checkout. Taking it costs a few microseconds, reading it ten times as many, so it is read only if
 * the checkout lasts. Until then it holds the classes on the stack, and with them an application that may be
 * undeployed: read it soon.
 */
public final class RecordedChain {

    private final SiteReader reader;
    private Stack unread = new Stack();
    private CallSite site;

    private RecordedChain(SiteReader reader) {
        this.reader = reader;
    }

    /** Of the calling thread. */
    public static RecordedChain take(SiteReader reader) {
        return new RecordedChain(reader);
    }

    /** How many frames the JVM records of a stack at most. */
    public int deepest() {
        return reader.deepest();
    }

    /**
     * The same at each call; from the first on it holds no class. For any thread. Never fails: where the classes of
     * the application do not let themselves be read, it is the text of the frames alone, and proves nothing.
     */
    public synchronized CallSite read() {
        if (site == null) {
            site = read(unread.getStackTrace());
            unread = null;
        }
        return site;
    }

    private CallSite read(StackTraceElement[] stack) {
        try {
            return reader.read(stack);
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.debug("The classes of a checkout's stack", e);
            var frames = Arrays.stream(stack)
                    .map(element -> Frame.of(element, Origin.OTHER))
                    .toList();
            return new CallSite(SiteReader.withoutRecorders(stack, frames), false, null, null, null);
        }
    }

    /** The JVM makes its text when it is read. */
    private static final class Stack extends Throwable {

        private static final long serialVersionUID = 1;

        Stack() {
            super(null, null, false, true);
        }
    }
}
