package org.poolwarden.bench;

import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A checkout and its return, with a driver that does nothing: what an application does around each piece of work. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerBenchmark {

    /** Whose pool, and what watches it. */
    @Param
    public Peer peer;

    /** How many frames the application and the server have below. */
    @Param({"20", "60", "120"})
    public int frames;

    private OpenPool pool;

    /** Every connection has been used, as in a pool that has run for a while. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        pool = peer.open();
        Connection[] all = new Connection[OpenPool.CONNECTIONS];
        for (int i = 0; i < all.length; i++) {
            all[i] = pool.dataSource().getConnection();
        }
        for (Connection connection : all) {
            connection.close();
        }
    }

    /** With its threads. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        pool.close();
    }

    /** At each depth the same but for what looks at the stack. */
    @Benchmark
    public Object checkoutAndReturn(Caller caller) throws Exception {
        return Depth.below(frames, caller);
    }

    /** A thread that borrows, for as long as it is measured inside one component. */
    @State(Scope.Thread)
    public static class Caller implements Callable<Object> {

        private OpenPool pool;

        /** Enters the component. */
        @Setup(Level.Trial)
        public void enter(PeerBenchmark benchmark) throws Exception {
            pool = benchmark.pool;
            pool.enter();
        }

        /** Leaves it. */
        @TearDown(Level.Trial)
        public void leave() throws Exception {
            pool.leave();
        }

        @Override
        public Object call() throws Exception {
            Connection connection = pool.dataSource().getConnection();
            connection.close();
            return connection;
        }
    }
}
