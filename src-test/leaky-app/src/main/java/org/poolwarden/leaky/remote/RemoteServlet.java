package org.poolwarden.leaky.remote;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Refusal;

/**
 * {@code POST /remote?worker=W&step=S}: {@code start} with {@code in=request}, {@code task} or {@code thread} makes a
 * worker; {@code end} ends its thread; {@code late} does the step that {@code do} names on a connection of a worker
 * whose thread has ended; {@code forget} forgets it and what it has borrowed; any other step is done by the worker's
 * thread. The answer to a start {@code in=request} comes when that worker ends.
 */
@WebServlet("/remote")
public final class RemoteServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String EXECUTOR = "java:jboss/ee/concurrency/executor/default";
    private static final Map<String, RemoteWorker> WORKERS = new ConcurrentHashMap<>();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            send(response, 200, answer(request).text());
        } catch (Refusal e) {
            send(response, e.status(), e.getMessage() + "\n");
        } catch (ExecutionException e) {
            send(response, 500, e.getCause() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            send(response, 503, "interrupted\n");
        }
    }

    private static Answer answer(HttpServletRequest request) throws InterruptedException, ExecutionException {
        Map<String, String> given = request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()[0]));
        String name = given.getOrDefault("worker", "");
        Order order = new Order(given.getOrDefault("step", ""), given);
        if ("start".equals(order.step())) {
            return start(name, order.text("in"));
        }
        RemoteWorker worker = WORKERS.get(name);
        if (worker == null) {
            throw new Refusal(404, "there is no worker " + name);
        }
        switch (order.step()) {
            case "forget" -> {
                WORKERS.remove(name);
                return new Answer("Forgot " + name + ".");
            }
            case "late" -> {
                return worker.steps().run(new Order(order.text("do"), given));
            }
            default -> {
                worker.tell(order);
                return order.done().get();
            }
        }
    }

    private static Answer start(String name, String place) {
        RemoteWorker worker = new RemoteWorker(name);
        WORKERS.put(name, worker);
        switch (place) {
            case "request" -> worker.run();
            case "task" -> Steps.lookup(EXECUTOR, ExecutorService.class).execute(worker);
            case "thread" -> {
                Thread thread = new Thread(worker, "leaky-remote-" + name);
                thread.setDaemon(true);
                thread.start();
            }
            default -> throw Refusal.badRequest("in must be request, task or thread, not " + place);
        }
        return new Answer("Started " + name + ".");
    }

    private static void send(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(text);
    }
}
