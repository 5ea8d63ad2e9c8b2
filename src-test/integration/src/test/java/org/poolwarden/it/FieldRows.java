package org.poolwarden.it;

import static org.poolwarden.it.FieldRow.Archive.FRAMEWORKS;
import static org.poolwarden.it.FieldRow.Archive.JAKARTA;
import static org.poolwarden.it.FieldRow.Archive.SHOP;
import static org.poolwarden.it.FieldRow.Kind.HIDDEN;
import static org.poolwarden.it.FieldRow.Kind.HONEST;
import static org.poolwarden.it.FieldRow.Kind.KEPT;
import static org.poolwarden.it.FieldRow.Kind.LEAK;
import static org.poolwarden.it.FieldRow.Kind.PINNED;

import java.util.List;
import java.util.regex.Pattern;
import org.poolwarden.it.FieldRow.Archive;
import org.poolwarden.it.FieldRow.Kind;

/** Everything that is judged in the field, as a table: archive, path, kind, connections, place. */
final class FieldRows {

    static final int VIRTUAL_THREADS = 21;

    static final List<FieldRow> ALL = List.of(
            // Nothing but the server.
            row(JAKARTA, "/plain", HONEST, 1, "PlainServlet.honest"),
            row(JAKARTA, "/plain", LEAK, 1, "PlainServlet.leak"),
            row(JAKARTA, "/nested", HONEST, 2, "NestedServlet.(serve|audit)"),
            row(JAKARTA, "/nested", LEAK, 1, "NestedServlet.audit"),
            row(JAKARTA, "/loop", HONEST, 3, "LoopServlet.serve"),
            row(JAKARTA, "/loop", LEAK, 1, "LoopServlet.serve"),
            row(JAKARTA, "/recursion", HONEST, 3, "RecursionServlet.visit"),
            row(JAKARTA, "/recursion", LEAK, 1, "RecursionServlet.visit"),
            row(JAKARTA, "/async", HONEST, 1, "AsyncServlet.serve"),
            row(JAKARTA, "/async", LEAK, 1, "AsyncServlet.serve"),
            row(JAKARTA, "/stream", HONEST, 1, "OrderStream.open"),
            row(JAKARTA, "/stream", LEAK, 1, "OrderStream.open"),
            row(JAKARTA, "/report.jsp", HONEST, 1, "report.jsp:6"),
            row(JAKARTA, "/report.jsp", LEAK, 1, "report.jsp:6"),
            // A helper of the application's own is not to blame.
            row(JAKARTA, "/helper/orders", HONEST, 1, "OrderDao.load"),
            row(JAKARTA, "/helper/orders", LEAK, 1, "OrderDao.load"),
            row(JAKARTA, "/helper/invoices", HONEST, 1, "InvoiceDao.load"),
            row(JAKARTA, "/helper/invoices", LEAK, 1, "InvoiceDao.load"),
            row(SHOP, "/items", HONEST, 1, "ItemDao.list"),
            row(SHOP, "/items", LEAK, 1, "ItemDao.list"),
            row(SHOP, "/customers", HONEST, 1, "CustomerDao.list"),
            row(SHOP, "/customers", LEAK, 1, "CustomerDao.list"),
            // Beans, and what the container does by itself.
            row(JAKARTA, "/timer", HONEST, 1, "TimerBean.nightly"),
            row(JAKARTA, "/timer", LEAK, 1, "TimerBean.nightly"),
            row(JAKARTA, "/asynchronous", HONEST, 1, "MailBean.send"),
            row(JAKARTA, "/asynchronous", LEAK, 1, "MailBean.send"),
            row(JAKARTA, "/requires-new", HONEST, 2, "(LedgerBean.post|AuditBean.record)"),
            row(JAKARTA, "/requires-new", LEAK, 1, "AuditBean.record"),
            // Its provider closes the handle after each statement: only the transaction holds the connection.
            row(JAKARTA, "/persistence", HONEST, 1, null),
            row(JAKARTA, "/persistence", LEAK, 1, "OrderRepository.leak"),
            row(JAKARTA, "/executor", HONEST, 1, "ExecutorServlet.export"),
            row(JAKARTA, "/executor", LEAK, 1, "ExecutorServlet.export"),
            row(JAKARTA, "/scheduled", HONEST, 1, "ExecutorServlet.export"),
            row(JAKARTA, "/scheduled", LEAK, 1, "ExecutorServlet.export"),
            // Threads that the server knows nothing of.
            row(JAKARTA, "/own-pool", HONEST, 1, "ExecutorServlet.export"),
            row(JAKARTA, "/own-pool", LEAK, 1, "ExecutorServlet.export"),
            row(JAKARTA, "/poller", HONEST, 1, "Poller.deliver"),
            row(JAKARTA, "/poller", LEAK, 1, "Poller.deliver"),
            row(JAKARTA, "/thread", HONEST, 1, "ThreadServlet.export"),
            row(JAKARTA, "/thread", LEAK, 1, "ThreadServlet.export"),
            row(JAKARTA, "/collector", HONEST, 3, "ThreadServlet.collect"),
            row(JAKARTA, "/collector", LEAK, 1, "ThreadServlet.collect"),
            row(JAKARTA, "/virtual", HONEST, 1, "VirtualServlet.render", VIRTUAL_THREADS),
            row(JAKARTA, "/virtual", LEAK, 1, "VirtualServlet.render", VIRTUAL_THREADS),
            row(JAKARTA, "/virtual-poller", HONEST, 1, "Poller.deliver", VIRTUAL_THREADS),
            row(JAKARTA, "/virtual-poller", LEAK, 1, "Poller.deliver", VIRTUAL_THREADS),
            row(FRAMEWORKS, "/quartz", HONEST, 1, "ExportJob.export"),
            row(FRAMEWORKS, "/quartz", LEAK, 1, "ExportJob.export"),
            row(FRAMEWORKS, "/spring/newsletter", HONEST, 1, "Newsletter.send"),
            row(FRAMEWORKS, "/spring/newsletter", LEAK, 1, "Newsletter.send"),
            // Frameworks in the WAR.
            row(FRAMEWORKS, "/mybatis", HONEST, 1, "OrderService.ship"),
            row(FRAMEWORKS, "/mybatis", LEAK, 1, "OrderService.leak"),
            row(FRAMEWORKS, "/hibernate", HONEST, 1, "OrderStore.honest"),
            row(FRAMEWORKS, "/hibernate", LEAK, 1, "OrderStore.leak"),
            row(FRAMEWORKS, "/spring/jdbc", HONEST, 1, "JdbcOrders.honest"),
            row(FRAMEWORKS, "/spring/jdbc", LEAK, 1, "JdbcOrders.leak"),
            // Its transaction begins before the method does.
            row(FRAMEWORKS, "/spring/view", HONEST, 1, "OrderController.view"),
            row(FRAMEWORKS, "/spring/view", LEAK, 1, "JpaOrders.leak"),
            // Kept on purpose.
            row(FRAMEWORKS, "/hikari", HONEST, 2, null),
            row(FRAMEWORKS, "/dbcp", HONEST, 2, null),
            row(JAKARTA, "/stateful", KEPT, 1, "CartBean.open"),
            row(JAKARTA, "/conversation", KEPT, 1, "Basket.open"),
            // Nobody can see that another thread goes on with it.
            row(JAKARTA, "/handover", KEPT, 1, "ThreadServlet.open"),
            // Nobody can see which round of a loop of the server's own thread has forgotten it.
            row(JAKARTA, "/managed-poller", HONEST, 1, "Poller.deliver"),
            row(JAKARTA, "/managed-poller", HIDDEN, 1, "Poller.deliver"),
            row(JAKARTA, "/leader", PINNED, 1, "LeaderBean.stand"));

    private FieldRows() {}

    private static FieldRow row(Archive archive, String path, Kind kind, int sessions, String place) {
        return row(archive, path, kind, sessions, place, 0);
    }

    private static FieldRow row(Archive archive, String path, Kind kind, int sessions, String place, int java) {
        String name = path.substring(1).replace('/', '-') + (kind == LEAK || kind == HIDDEN ? "-leak" : "");
        Pattern pattern = place == null ? null : Pattern.compile("\\b" + place.replace(".", "\\.") + "\\b");
        return new FieldRow(name, archive, path, kind, sessions, pattern, java);
    }
}
