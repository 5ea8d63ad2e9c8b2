package org.poolwarden.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.ExplanationMapper;
import org.poolwarden.mapping.LeaseMapper;
import org.poolwarden.mapping.PreviewMapper;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.ScanStatus;

/** The leases of the last scan, and all that is known of one. Only the explanation and the preview ask a database. */
@Path("leases")
@Produces(MediaType.APPLICATION_JSON)
public final class LeasesResource {

    /** A scan of this age is new enough: the server scans no more often, however many programs ask. */
    static final Duration FRESH = Duration.ofSeconds(2);

    private static final String LIST = "leases";
    private static final String[] PARAMETERS = {"limit", "cursor", "verdict", "pool", "deployment", "callSite"};
    private static final String ID = "{leaseId: [0-9]{1,18}}";

    /** For Jakarta REST. */
    public LeasesResource() {}

    /** A page of them. */
    @GET
    public Response list(@Context HttpServletRequest http, @Context Request request) throws Refusal, WardenException {
        return list(LIST, row -> true, http, request);
    }

    /** A page of those for which the condition holds. */
    static Response list(String name, Predicate<Row> condition, HttpServletRequest http, Request request)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http, PARAMETERS);
        Predicate<Row> filter = condition.and(filter(asked));
        ScanStatus status = asked.warden().leases().latestScan(FRESH);
        List<Row> rows = status.scan() == null
                ? List.of()
                : status.scan().rows().stream().filter(filter).toList();
        return Answers.scanned(
                request, status, Page.ordered(name, rows, LeasesResource::key, asked), LeaseMapper::of, asked.reader());
    }

    /** One lease, as the last scan saw it: a list of one, which says how old the scan is and what it could not read. */
    @GET
    @Path(ID)
    public Response one(@PathParam("leaseId") long leaseId, @Context HttpServletRequest http, @Context Request request)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        asked.requireOwn(leaseId);
        ScanStatus status = asked.warden().leases().latestScan(FRESH);
        if (status.scan() == null || !status.scan().leasesRead()) {
            throw new WardenException(Fault.UNAVAILABLE, status.problems(), null);
        }
        Row row = status.scan().rows().stream()
                .filter(one -> one.lease().id() == leaseId)
                .findFirst()
                .orElseThrow(() -> new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchLease(leaseId), null));
        return Answers.scanned(request, status, new Page<>(List.of(row), null, 1), LeaseMapper::of, asked.reader());
    }

    /** Everything that is known of it, read again now. */
    @GET
    @Path(ID + "/explanation")
    public Response explanation(
            @PathParam("leaseId") long leaseId, @Context HttpServletRequest http, @Context Request request)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        asked.requireOwn(leaseId);
        return Answers.one(request, ExplanationMapper.of(asked.warden().leases().explain(leaseId)), asked.reader());
    }

    /** What a kill of it would do now, by the node that has it. Each preview has a token of its own. */
    @GET
    @Path(ID + "/preview")
    public Response preview(@PathParam("leaseId") long leaseId, @Context HttpServletRequest http)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        Optional<String> other = asked.otherNodeOf(leaseId);
        EntityRecord preview = other.isPresent()
                ? asked.fleet().kills().previewRecord(other.get(), leaseId)
                : PreviewMapper.of(asked.warden().kills().preview(leaseId));
        return Answers.plain(200, preview, asked.reader()).build();
    }

    /** Refuses a pool that there is not: an empty list would say that it has no leases. */
    private static Predicate<Row> filter(Asked asked) throws Refusal, WardenException {
        Verdict verdict = asked.one("verdict", Verdict.class);
        String pool = asked.text("pool");
        String deployment = asked.text("deployment");
        String callSite = asked.text("callSite");
        if (pool != null && !names(asked).contains(pool)) {
            throw new WardenException(Fault.NOT_FOUND, Messages.LOG.unknownPool(pool), null);
        }
        return row -> (verdict == null || row.judgement().verdict() == verdict)
                && (pool == null || pool.equals(row.lease().pool()))
                && (deployment == null || row.lease().borrower().isOf(deployment))
                && (callSite == null || callSite.equals(row.lease().borrower().callSite()));
    }

    private static String key(Row row) {
        return Page.key(row.lease().id());
    }

    private static List<String> names(Asked asked) {
        return asked.warden().leases().listPools().stream()
                .map(PoolStatus::name)
                .toList();
    }
}
