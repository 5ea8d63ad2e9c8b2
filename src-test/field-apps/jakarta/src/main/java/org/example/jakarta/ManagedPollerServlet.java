package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.servlet.annotation.WebServlet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.example.kit.FieldServlet;

/** The outbox on threads of the server's, which never leave their loop. */
@WebServlet(urlPatterns = "/managed-poller", loadOnStartup = 1)
public final class ManagedPollerServlet extends FieldServlet {

    private static final int WORKERS = 2;

    private final transient BlockingQueue<Poller.Letter> letters = new LinkedBlockingQueue<>();
    private final transient List<Thread> workers = new ArrayList<>();

    @Resource
    private transient ManagedThreadFactory threads;

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    public void init() {
        for (int i = 0; i < WORKERS; i++) {
            Thread worker = threads.newThread(new Poller(dataSource, letters));
            workers.add(worker);
            worker.start();
        }
    }

    @Override
    public void destroy() {
        workers.forEach(Thread::interrupt);
    }

    @Override
    protected void serve(Call call) {
        letters.add(new Poller.Letter(call.way(), call.row()));
    }
}
