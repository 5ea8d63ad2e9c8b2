package org.poolwarden.pool.tracking;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.poolwarden.pool.site.RecordedChain;
import org.poolwarden.pool.site.SiteReader;

/** The stack of one checkout: as it is taken, and as it is read if the checkout lasts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SiteBenchmark {

    /** Frames below. */
    @Param({"20", "80"})
    public int depth;

    private static final SiteReader READER = new SiteReader(module -> null, 1024);

    /** What each checkout pays. */
    @Benchmark
    public Object take() {
        return below(depth, false);
    }

    /** What a checkout that lasts costs besides. */
    @Benchmark
    public Object takeAndRead() {
        return below(depth, true);
    }

    private static Object below(int frames, boolean read) {
        if (frames > 0) {
            return below(frames - 1, read);
        }
        RecordedChain chain = RecordedChain.take(READER);
        return read ? chain.read() : chain;
    }
}
