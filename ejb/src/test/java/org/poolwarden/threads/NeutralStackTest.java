package org.poolwarden.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Timer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call of somebody else's code")
class NeutralStackTest {

    /** What a driver does when its class is initialized. */
    @Test
    @DisplayName("that starts a thread for ever keeps none of our classes in memory")
    void keepsNothing() throws Exception {
        AtomicReference<Timer> timer = new AtomicReference<>();
        WeakReference<ClassLoader> ours = startFromAnotherModule(timer);
        try {
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (ours.get() != null && System.nanoTime() < deadline) {
                System.gc();
                Thread.sleep(20);
            }
            assertEquals(null, ours.get(), "the module that called is collected while the timer lives");
        } finally {
            timer.get().cancel();
        }
    }

    @Test
    @DisplayName("throws what it throws")
    void throwsAsItIs() throws Exception {
        var wait = MethodHandles.publicLookup()
                .findStatic(Integer.class, "parseInt", MethodType.methodType(int.class, String.class));
        ExecutionException e = assertThrows(
                ExecutionException.class, () -> NeutralStack.call(MethodHandles.insertArguments(wait, 0, "seven")));
        assertInstanceOf(NumberFormatException.class, e.getCause());
    }

    @Test
    @DisplayName("hears an interrupt, and who waited for it stays interrupted")
    void interrupted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        var await = MethodHandles.publicLookup()
                .findVirtual(CountDownLatch.class, "await", MethodType.methodType(void.class))
                .bindTo(never);
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                NeutralStack.callInterruptibly(await);
            } catch (ExecutionException e) {
                told.set(Thread.currentThread().isInterrupted() ? e.getCause() : e);
            }
        });
        waiter.start();
        waiter.interrupt();
        waiter.join(10_000);
        assertInstanceOf(InterruptedException.class, told.get());
        assertTrue(!waiter.isAlive());
    }

    private static WeakReference<ClassLoader> startFromAnotherModule(AtomicReference<Timer> timer) throws Exception {
        URL[] classes = {
            NeutralStack.class.getProtectionDomain().getCodeSource().getLocation(),
            NeutralStackTest.class.getProtectionDomain().getCodeSource().getLocation()
        };
        ClassLoader module = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader());
        Callable<?> starter = (Callable<?>) module.loadClass(Starter.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        timer.set((Timer) starter.call());
        return new WeakReference<>(module);
    }

    /** Is loaded a second time, as a module of its own. */
    public static final class Starter implements Callable<Timer> {

        /** By reflection. */
        public Starter() {}

        @Override
        public Timer call() throws Exception {
            var start = MethodHandles.publicLookup()
                    .findConstructor(Timer.class, MethodType.methodType(void.class, boolean.class));
            return (Timer) NeutralStack.call(MethodHandles.insertArguments(start, 0, true));
        }
    }
}
