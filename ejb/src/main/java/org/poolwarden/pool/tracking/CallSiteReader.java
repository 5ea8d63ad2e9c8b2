package org.poolwarden.pool.tracking;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes the {@link CallSite} of the current thread. */
final class CallSiteReader {

    /** Application frames worth keeping: a pool helper, the DAO, the service, the servlet. */
    private static final int APPLICATION_FRAMES = 8;
    /** How deep to look for them: a persistence layer and a web container in between are some sixty frames. */
    private static final int DEPTH = 128;
    /** How many frames the JVM hands out at once: the adapter, the pool and the first of the application. */
    private static final int BATCH = 32;

    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), BATCH);

    private CallSiteReader() {}

    /** The application's frames alone; {@link CallSite#NONE} if there are none. */
    static CallSite application() {
        return WALKER.walk(frames -> read(frames, false));
    }

    /** The whole stack as well. */
    static CallSite whole() {
        return WALKER.walk(frames -> read(frames, true));
    }

    private static CallSite read(Stream<StackFrame> frames, boolean whole) {
        List<CallSite.Frame> application = new ArrayList<>(APPLICATION_FRAMES);
        List<String> all = new ArrayList<>();
        Deployment deployment = null;
        Iterator<StackFrame> iterator = frames.iterator();
        for (int depth = 0; depth < DEPTH && iterator.hasNext(); depth++) {
            if (!whole && application.size() == APPLICATION_FRAMES) {
                break;
            }
            StackFrame frame = iterator.next();
            Class<?> type = frame.getDeclaringClass();
            if (type.getClassLoader() == CallSiteReader.class.getClassLoader()) {
                continue;
            }
            boolean wanted = application.size() < APPLICATION_FRAMES && isApplication(type);
            if (wanted || whole) {
                CallSite.Frame text = CallSite.Frame.of(frame);
                if (whole) {
                    all.add(text.place());
                }
                if (wanted) {
                    application.add(text);
                    deployment = deployment == null ? Deployment.of(type) : deployment;
                }
            }
        }
        return application.isEmpty() && all.isEmpty() ? CallSite.NONE : new CallSite(application, deployment, all);
    }

    /** No proxy that a container generated into the application's loader. */
    private static boolean isApplication(Class<?> type) {
        return Deployment.has(type)
                && !type.isSynthetic()
                && !type.getName().contains("$$$")
                && !type.getName().contains("_WeldClientProxy");
    }
}
