package org.poolwarden.fleet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.LeaseAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.Responder.Answer;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.WardenException;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

@DisplayName("What this node tells the others")
class LocalAnswersTest {

    private final DeadlineQuery gathering = new DeadlineQuery(OwnThreads.UNMANAGED, "test", 8, Patience.ofPages());
    private final CountDownLatch released = new CountDownLatch(1);
    private final Object lock = new Object();
    private final Map<String, Answer> answers = LocalAnswers.of(warden(), "1.0", gathering);

    @AfterEach
    void close() {
        released.countDown();
        gathering.close();
    }

    @Test
    @DisplayName("is something for each list of all nodes")
    void everyList() {
        List<String> lists = Stream.of(Operation.values())
                .filter(operation -> operation.replyOfFleet() != null)
                .map(Operation::camelName)
                .toList();
        assertEquals(
                List.of(),
                lists.stream().filter(name -> !answers.containsKey(name)).toList());
    }

    @Test
    @DisplayName("is refused in words, and not waited for, while a lock of ours is held")
    void lockHeld() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = OwnThreads.UNMANAGED.start("test-holder", () -> {
            synchronized (lock) {
                held.countDown();
                awaitRelease();
            }
        });
        held.await();
        Answer pools = answers.get("listPools");

        List<String> codes =
                IntStream.range(0, 16).mapToObj(i -> CompletableFuture.supplyAsync(() -> code(pools))).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertEquals(List.of("PWARDEN0729"), codes.stream().distinct().toList());
        assertEquals(1, released.getCount(), "the lock was held all the time");
        released.countDown();
        holder.join();
        assertEquals(1, pools.get().records().size());
    }

    private static String code(Answer answer) {
        return assertThrows(WardenException.class, answer::get)
                .problems()
                .get(0)
                .code();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Warden warden() {
        return proxy(Warden.class, (self, method, given) -> leases());
    }

    private LeaseAdmin leases() {
        return proxy(LeaseAdmin.class, (self, method, given) -> {
            synchronized (lock) {
                return List.of(new PoolStatus("java:/DS", PoolStatus.Kind.LOCAL, 20, 3, 17, 0));
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
