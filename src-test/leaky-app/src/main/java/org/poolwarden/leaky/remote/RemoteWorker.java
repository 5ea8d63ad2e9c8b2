package org.poolwarden.leaky.remote;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;

/** Does one step after the other until it is told to end, or hears nothing for ten minutes. */
final class RemoteWorker implements Runnable {

    private static final int MINUTES = 10;
    private static final String LEAVE = "leave";
    private static final String END = "end";

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Steps steps;

    RemoteWorker(String name) {
        steps = new Steps(name);
    }

    Steps steps() {
        return steps;
    }

    void tell(Order order) {
        orders.add(order);
    }

    @Override
    public void run() {
        Order last = obey();
        if (last != null) {
            last.done().complete(new Answer("The worker ends."));
        }
    }

    /** Returns at an order to leave or to end, with that order; null if none came for too long. */
    private Order obey() {
        try {
            while (true) {
                Order order = orders.poll(MINUTES, TimeUnit.MINUTES);
                if (order == null || LEAVE.equals(order.step()) || END.equals(order.step())) {
                    return order;
                }
                if ("container".equals(order.step())) {
                    inContainer(order);
                } else {
                    order.done().complete(steps.run(order));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** What follows is done in a method whose container begins a transaction and commits it when told to leave. */
    private void inContainer(Order enter) {
        Order[] leave = new Order[1];
        String outcome = Outcome.ofEnd(
                () -> Steps.lookup(RemoteContainer.NAME, RemoteContainer.class).call(() -> {
                    enter.done().complete(new Answer("In the container.").with(Steps.OUTCOME, Steps.NO_EXCEPTION));
                    leave[0] = obey();
                }));
        Answer answer = new Answer("Left the container.").with(Steps.OUTCOME, outcome);
        enter.done().complete(answer);
        if (leave[0] != null) {
            leave[0].done().complete(answer);
        }
    }
}
