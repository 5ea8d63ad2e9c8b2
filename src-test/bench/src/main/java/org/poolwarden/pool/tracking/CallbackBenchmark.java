package org.poolwarden.pool.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The pair of callbacks of one checkout and its return, on one of thirty connections in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallbackBenchmark {

    private static final int CONNECTIONS = 30;

    /** What listens. */
    @Param
    public org.poolwarden.pool.tracking.Setup setup;

    private final Connection[] connections = new Connection[CONNECTIONS];
    private ConnectionListener listener;
    private int next;

    /** Every connection is known, as in a pool that has run for a while. */
    @Setup(Level.Trial)
    public void prepare() throws SQLException {
        listener = setup.listener();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections[i] = NullDriver.connection();
            listener.activated(connections[i]);
            listener.passivated(connections[i]);
        }
    }

    /** One checkout and its return. */
    @Benchmark
    public void pair() throws SQLException {
        next = next + 1 == CONNECTIONS ? 0 : next + 1;
        Connection connection = connections[next];
        listener.activated(connection);
        listener.passivated(connection);
    }

    /** The same below the frames of an application. Their own cost is what EMPTY has. */
    @Benchmark
    public void pairBelow(Stack stack) throws SQLException {
        below(stack.frames);
    }

    private void below(int frames) throws SQLException {
        if (frames > 1) {
            below(frames - 1);
        } else {
            pair();
        }
    }

    /** What the application and the server have below. */
    @State(Scope.Thread)
    public static class Stack {

        /** Each is a call of its own. */
        @Param({"20", "80"})
        public int frames;
    }
}
