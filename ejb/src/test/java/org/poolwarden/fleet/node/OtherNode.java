package org.poolwarden.fleet.node;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.admin.SettingsAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.caller.Caller;
import org.poolwarden.caller.ServerCallers;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.record.Milestones;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/** The core of another node: it takes the identity from where a real one does. */
final class OtherNode {

    /** What it was asked, each with the identity that it has found. */
    final List<String> done = new CopyOnWriteArrayList<>();

    volatile Set<String> operators = Set.of("ops");
    volatile WardenException refusal;
    volatile CountDownLatch mayAct = new CountDownLatch(0);
    int notYet;
    /** Whether it does not know the kills that it has begun. */
    boolean forgets;

    Warden warden() {
        return proxy(Warden.class, (self, method, given) -> switch (method.getName()) {
            case "ofCluster" -> self;
            case "kills" -> proxy(KillAdmin.class, (kill, called, with) -> act(called.getName(), with[0]));
            case "settings" -> proxy(SettingsAdmin.class, (settings, called, with) -> operators);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object act(String name, Object given) throws WardenException {
        try {
            mayAct.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Caller found = new ServerCallers().current().orElseThrow();
        String by = " by " + found.requester() + (found.isOperator() ? ", operator" : "");
        switch (name) {
            case "preview" -> {
                done.add("preview of " + given + by);
                if (notYet-- > 0) {
                    throw new WardenException(Fault.NOT_YET, new Problem("PWARDEN0424", "it", "Wait.", null), null);
                }
                return new Preview(row(), false, Preview.GuardSays.UNKNOWN, null, null, List.of("never"));
            }
            case "kill" -> {
                if (given instanceof KillRequest request) {
                    if (refusal != null) {
                        throw refusal;
                    }
                    done.add("kill of " + request.leaseId() + " " + request.modes() + " " + request.escalateAfter()
                            + " '" + request.reason() + "' " + request.previewToken() + by);
                    return "b:k-1";
                }
                if (forgets) {
                    throw new WardenException(Fault.NOT_FOUND, new Problem("PWARDEN0405", "it", "None.", null), null);
                }
                done.add("state of " + given + by);
                return kill((String) given);
            }
            case "withdraw" -> {
                done.add("withdraw of " + given + by);
                return kill((String) given);
            }
            default -> throw new UnsupportedOperationException(name);
        }
    }

    private static Kill kill(String id) {
        return new Kill(
                id,
                null,
                row(),
                new KillRequest(7, KillMode.IMMEDIATE, new Requester("ops", "CLI", "10.1.2.3", "a"), "it leaks"),
                KillMode.IMMEDIATE,
                Kill.SessionState.GONE,
                Kill.SlotState.FREED,
                new Milestones(Instant.EPOCH, Instant.EPOCH, null),
                null,
                5,
                "gone",
                List.of(),
                null,
                List.of(new Kill.Step(Instant.EPOCH, Kill.SessionState.GONE, Kill.SlotState.FREED, "gone")));
    }

    private static Row row() {
        Lease lease = new Lease(
                7,
                "java:/ShopDS",
                Instant.EPOCH,
                Duration.ofHours(1),
                Borrower.UNKNOWN,
                null,
                1,
                Lease.Transaction.NONE);
        return new Row(lease, null, new Judgement(Verdict.LEAKED, Judgement.Proof.STRONG, List.of("it has left")));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
