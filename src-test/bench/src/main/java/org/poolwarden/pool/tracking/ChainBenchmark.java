package org.poolwarden.pool.tracking;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.poolwarden.pool.site.RecordedChain;
import org.poolwarden.pool.site.SiteReader;

/**
 * The ways to record where a connection is borrowed, side by side. The first is ours: what each checkout pays, and what
 * one that lasts costs besides. Of the others only those that end in {@code whole} tell as much.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChainBenchmark {

    /** Between the application and what records: as many as IronJacamar and the resource adapter have. */
    private static final int OF_POOL = 12;

    private static final int EIGHT = 8;
    private static final SiteReader READER = new SiteReader(module -> null, 1024);
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final StackWalker CLASSES = classesAlone();

    /** How many the application and the server have below. */
    @Param({"20", "60", "120"})
    public int frames;

    /** Ours, as each checkout pays it: a Throwable that nobody reads. */
    @Benchmark
    public Object throwableUnreadWhole() {
        return Application.below(frames, () -> RecordedChain.take(READER));
    }

    /** Ours, with its text: for a checkout that lasts. */
    @Benchmark
    public Object throwableReadWhole() {
        return Application.below(frames, () -> RecordedChain.take(READER).read());
    }

    /** The JVM's text alone, as leak detectors print it. */
    @Benchmark
    public Object throwableElementsWhole() {
        return Application.below(frames, () -> new Throwable().getStackTrace());
    }

    /** Every frame, without its text. */
    @Benchmark
    public Object walkerWhole() {
        return Application.below(frames, () -> WALKER.walk(Stream::toList));
    }

    /** The class of every frame; from Java 22 on without its method, which is cheaper. */
    @Benchmark
    public Object walkerClasses() {
        return Application.below(
                frames,
                () -> CLASSES.walk(all -> all.map(StackFrame::getDeclaringClass).toList()));
    }

    /** The first eight of the application, with their text. */
    @Benchmark
    public Object walkerEight() {
        return Application.below(
                frames,
                () -> WALKER.walk(all -> all.filter(ChainBenchmark::isApplications)
                        .limit(EIGHT)
                        .map(StackFrame::toStackTraceElement)
                        .toList()));
    }

    /** The first of the application, without its text. */
    @Benchmark
    public Object walkerFirst() {
        return Application.below(
                frames,
                () -> WALKER.walk(
                        all -> all.filter(ChainBenchmark::isApplications).findFirst()));
    }

    private static boolean isApplications(StackFrame frame) {
        return frame.getDeclaringClass() == Application.class;
    }

    /** An option of Java 22. */
    private static StackWalker classesAlone() {
        List<StackWalker.Option> known = List.of(StackWalker.Option.values());
        return known.stream()
                .filter(option -> option.name().equals("DROP_METHOD_INFO"))
                .findFirst()
                .map(option -> StackWalker.getInstance(Set.of(option, StackWalker.Option.RETAIN_CLASS_REFERENCE)))
                .orElse(WALKER);
    }

    /** Calls itself until the stack is as deep as is asked for. */
    static final class Application {

        private Application() {}

        static Object below(int frames, Supplier<Object> record) {
            return frames > 1 ? below(frames - 1, record) : Pool.below(OF_POOL, record);
        }
    }

    /** Between the application and what records. */
    static final class Pool {

        private Pool() {}

        static Object below(int frames, Supplier<Object> record) {
            return frames > 1 ? below(frames - 1, record) : record.get();
        }
    }
}
