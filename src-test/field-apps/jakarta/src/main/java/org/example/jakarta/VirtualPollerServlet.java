package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.example.kit.FieldServlet;

/** The outbox on virtual threads, which never leave their loop; it is not delivered where the JDK has none. */
@WebServlet("/virtual-poller")
public final class VirtualPollerServlet extends FieldServlet {

    private static final int WORKERS = 2;

    private final transient BlockingQueue<Poller.Letter> letters = new LinkedBlockingQueue<>();
    private final transient List<Thread> workers = new ArrayList<>();

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    public void init() {
        for (int i = 0; i < WORKERS; i++) {
            Thread worker = Threads.startVirtual(new Poller(dataSource, letters));
            if (worker != null) {
                workers.add(worker);
            }
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
