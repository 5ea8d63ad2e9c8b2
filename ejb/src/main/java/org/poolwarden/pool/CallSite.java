package org.poolwarden.pool;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;

/** Takes a {@link Checkout} of the current thread: its application frames and their deployment. */
final class CallSite {

    /** Application frames worth keeping: a pool helper, the DAO, the service, the servlet. */
    private static final int APPLICATION_FRAMES = 8;
    /** How deep to look for them. */
    private static final int DEPTH = 128;

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private CallSite() {}

    static Checkout checkout() {
        return WALKER.walk(frames -> {
            List<Checkout.Frame> application = new ArrayList<>(APPLICATION_FRAMES);
            Deployment[] first = new Deployment[1];
            frames.limit(DEPTH)
                    .takeWhile(f -> application.size() < APPLICATION_FRAMES)
                    .forEach(frame -> {
                        Deployment deployment = Deployment.of(frame.getDeclaringClass());
                        if (deployment != null && isApplication(frame)) {
                            if (first[0] == null) {
                                first[0] = deployment;
                            }
                            application.add(Checkout.Frame.of(frame));
                        }
                    });
            return new Checkout(Thread.currentThread(), application, first[0]);
        });
    }

    /** Not our own listener, and no proxy that a container generated into the application's loader. */
    private static boolean isApplication(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        return type.getClassLoader() != CallSite.class.getClassLoader()
                && !type.isSynthetic()
                && !type.getSimpleName().contains("$$$")
                && !frame.getClassName().contains("_WeldClientProxy");
    }
}
