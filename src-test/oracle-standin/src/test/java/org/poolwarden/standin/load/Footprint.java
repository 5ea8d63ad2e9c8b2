package org.poolwarden.standin.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process holds.
 *
 * @param threads the stand-in's
 * @param files open descriptors, sockets among them
 * @param heap bytes in use after a collection
 */
record Footprint(int threads, long files, long heap) {

    static Footprint now() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long files = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
        int threads = (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("standin-"))
                .count();
        return new Footprint(threads, files, runtime.totalMemory() - runtime.freeMemory());
    }

    @Override
    public String toString() {
        return threads + " threads, " + files + " files, heap " + (heap >> 10) + " KB";
    }
}
