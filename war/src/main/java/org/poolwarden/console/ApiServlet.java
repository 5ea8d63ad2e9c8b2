package org.poolwarden.console;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.console.export.RecordJson;
import org.poolwarden.console.list.LeaseList;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.list.SessionList;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.mapping.AuditMapper;
import org.poolwarden.mapping.BatchMapper;
import org.poolwarden.mapping.ExplanationMapper;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.mapping.LeaseMapper;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.mapping.PoolMapper;
import org.poolwarden.mapping.SessionMapper;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.ScanStatus;

/**
 * The contract's records for programs, as JSON: {@code /api/pools, leases, leaks, sessions, kills, batches, audit} and
 * {@code kill?id=, batch?id=, explain?lease=}. Only {@code explain} and {@code audit} ask a database.
 */
@WebServlet("/api/*")
public final class ApiServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public ApiServlet() {}

    ApiServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        String what = request.getPathInfo() == null ? "" : request.getPathInfo();
        Audience reader = reader(request);
        JsonObjectBuilder answer =
                switch (what) {
                    case "/pools" -> kept(warden.leases().listPools(), PoolMapper::of, reader);
                    case "/leases" -> leases(request, null);
                    case "/leaks" -> leases(request, "leaks");
                    case "/sessions" -> sessions(request);
                    case "/kills" -> kept(warden.kills().listKills(), KillMapper::of, reader);
                    case "/kill" ->
                        RecordJson.of(
                                KillMapper.of(warden.kills().kill(Parameters.kill(request.getParameter("id")))),
                                reader);
                    case "/batches" -> kept(warden.kills().listBatches(), BatchMapper::of, reader);
                    case "/batch" ->
                        RecordJson.of(
                                BatchMapper.of(warden.kills().batch(Parameters.batch(request.getParameter("id")))),
                                reader);
                    case "/explain" -> explain(Parameters.lease(request.getParameter("lease")), reader);
                    case "/audit" -> audit(request, reader);
                    default -> throw new Refusal(404, ConsoleMessages.NO_PAGE);
                };
        return Response.json(answer.build());
    }

    private JsonObjectBuilder leases(HttpServletRequest request, String verdict) throws Refusal {
        ScanStatus status = latestScan();
        List<Row> rows = status.scan() == null ? List.of() : status.scan().rows();
        return page(
                LeaseList.of(request, rows, verdict),
                lease -> LeaseMapper.of(lease.row()),
                records -> ListMapper.of(status, records),
                reader(request));
    }

    private JsonObjectBuilder sessions(HttpServletRequest request) throws Refusal {
        ScanStatus status = latestScan();
        List<ClassifiedSession> sessions =
                status.scan() == null ? List.of() : status.scan().sessions();
        return page(
                SessionList.of(request, sessions),
                session -> SessionMapper.of(session.classified()),
                records -> ListMapper.of(status, records),
                reader(request));
    }

    private JsonObjectBuilder explain(long lease, Audience reader) throws Refusal, WardenException {
        Explanation explanation = warden.leases().explain(lease);
        return RecordJson.of(ExplanationMapper.of(explanation), reader);
    }

    private JsonObjectBuilder audit(HttpServletRequest request, Audience reader) throws Refusal, WardenException {
        AuditFilter filter = new AuditFilter(
                request.getParameter("database"),
                request.getParameter("session"),
                request.getParameter("requester"),
                null,
                List.of(),
                null,
                null,
                Parameters.max(request.getParameter("max")));
        AuditPage page = warden.audit().audit(filter);
        List<EntityRecord> records = AuditMapper.of(page.kills(), warden.kills().listKills());
        return counted(ListMapper.of(Instant.now(), page.problems(), records), reader)
                .add("hasMore", page.more());
    }

    private static <T> JsonObjectBuilder page(
            Listing<T> list,
            Function<T, EntityRecord> mapper,
            Function<List<EntityRecord>, RecordList> lister,
            Audience reader) {
        return counted(lister.apply(list.items().stream().map(mapper).toList()), reader)
                .add("offset", Math.max(0, list.from() - 1))
                .add("matched", list.matched())
                .add("total", list.total())
                .add("hasMore", list.page() < list.pages());
    }

    private static <T> JsonObjectBuilder kept(List<T> items, Function<T, EntityRecord> mapper, Audience reader) {
        return counted(ListMapper.kept(items.stream().map(mapper).toList()), reader);
    }

    private static JsonObjectBuilder counted(RecordList list, Audience reader) {
        return RecordJson.of(list, reader).add("count", list.records().size());
    }
}
