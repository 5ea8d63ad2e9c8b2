package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.timer.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An MBean is registered and taken away")
class MBeanRegistrarTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final MBeanRegistrar registrar = new MBeanRegistrar(server);
    private final List<Class<?>> onStack = new CopyOnWriteArrayList<>();
    private final List<ClassLoader> contexts = new CopyOnWriteArrayList<>();
    private final ClassLoader context = Thread.currentThread().getContextClassLoader();
    private ObjectName name;

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(context);
    }

    @BeforeEach
    void listen() throws Exception {
        name = new ObjectName("org.poolwarden:type=Test");
        StackWalker walker = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
        server.addNotificationListener(
                MBeanServerDelegate.DELEGATE_NAME,
                (told, back) -> {
                    walker.forEach(frame -> onStack.add(frame.getDeclaringClass()));
                    contexts.add(Thread.currentThread().getContextClassLoader());
                },
                null,
                null);
    }

    @Test
    @DisplayName("with nothing of ours on the stack of those who hear of it")
    void nothingOfOurs() throws Exception {
        ClassLoader ours = new ClassLoader(getClass().getClassLoader()) {};
        Thread.currentThread().setContextClassLoader(ours);

        registrar.register(new Timer(), name);
        assertTrue(server.isRegistered(name));
        registrar.unregister(name);

        assertFalse(server.isRegistered(name));
        assertEquals(2, contexts.size(), "both were heard");
        assertFalse(contexts.contains(ours), "a thread made there has none of our class loaders");
        assertEquals(
                List.of(),
                onStack.stream()
                        .filter(type -> type.getProtectionDomain() == MBeanRegistrar.class.getProtectionDomain())
                        .toList());
        assertSame(ours, Thread.currentThread().getContextClassLoader());
    }

    @Test
    @DisplayName("or the server's own refusal says why not")
    void refused() throws Exception {
        registrar.register(new Timer(), name);

        assertThrows(InstanceAlreadyExistsException.class, () -> registrar.register(new Timer(), name));
        registrar.unregister(name);
        assertThrows(InstanceNotFoundException.class, () -> registrar.unregister(name));
    }

    @Test
    @DisplayName("also while the threads that would do it are busy with something else")
    void busy() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        try {
            registrar.register(new Timer(), name);

            assertTrue(server.isRegistered(name));
        } finally {
            end.countDown();
        }
    }

    @Test
    @DisplayName("also by a thread that was interrupted, which stays so")
    void interrupted() throws Exception {
        Thread.currentThread().interrupt();

        registrar.register(new Timer(), name);

        assertTrue(Thread.interrupted());
        assertTrue(server.isRegistered(name));
    }
}
