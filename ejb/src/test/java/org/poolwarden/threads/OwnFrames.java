package org.poolwarden.threads;

import java.util.List;

/** What of Poolwarden is on the stack. */
public final class OwnFrames {

    private OwnFrames() {}

    /** The methods of every class of ours, the innermost first, but of the one that asks and of what is in it. */
    public static List<String> besides(Class<?> asking) {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("org.poolwarden.")
                                && !isIn(asking, frame.getClassName())
                                && !isIn(OwnFrames.class, frame.getClassName()))
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                        .toList());
    }

    private static boolean isIn(Class<?> outer, String name) {
        return name.equals(outer.getName()) || name.startsWith(outer.getName() + "$");
    }
}
