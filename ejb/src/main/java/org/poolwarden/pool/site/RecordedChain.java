package org.poolwarden.pool.site;

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

    /** The same at each call; from the first on it holds no class. For any thread. */
    public synchronized CallSite read() {
        if (site == null) {
            site = reader.read(unread.getStackTrace());
            unread = null;
        }
        return site;
    }

    /** As text it is made by the JVM when it is read. */
    private static final class Stack extends Throwable {

        private static final long serialVersionUID = 1;

        Stack() {
            super(null, null, false, true);
        }
    }
}
