package org.poolwarden.pool.tracking;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * One call site, which a slow pool pays at each checkout and a fast one 300 times in a second. No frame here is an
 * application's, so the whole depth is looked through: the worst case.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SiteBenchmark {

    /** Frames below. */
    @Param({"20", "80"})
    public int depth;

    /** Looks for the application's frames. */
    @Benchmark
    public Object application() {
        return below(depth, false);
    }

    /** Takes every frame, as in a pool under suspicion. */
    @Benchmark
    public Object whole() {
        return below(depth, true);
    }

    private static Object below(int frames, boolean whole) {
        if (frames > 0) {
            return below(frames - 1, whole);
        }
        return whole ? CallSiteReader.whole() : CallSiteReader.application();
    }
}
