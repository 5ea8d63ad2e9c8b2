package org.poolwarden.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.BatchMapper;
import org.poolwarden.mapping.PreviewMapper;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/** The batches that are remembered, and the requests of others. Only the preview asks the databases. */
@Path("batches")
@Produces(MediaType.APPLICATION_JSON)
public final class BatchesResource {

    private static final String LIST = "batches";
    private static final Set<String> MEMBERS = Set.of(
            "leaseIds",
            "pool",
            "deployment",
            "callSite",
            "proof",
            "max",
            "modes",
            "escalateAfterSeconds",
            "reason",
            "previewToken");

    /** For Jakarta REST. */
    public BatchesResource() {}

    /** A page of them, the newest first. */
    @GET
    public Response list(@Context HttpServletRequest http, @Context Request request) throws Refusal {
        Asked asked = Asked.of(http, "limit", "cursor");
        Page<Batch> page = Page.newest(LIST, asked.warden().kills().listBatches(), Batch::id, asked);
        return Answers.kept(request, page, BatchMapper::of, asked.reader());
    }

    /** One batch as it stands now. */
    @GET
    @Path("{batchId}")
    public Response one(
            @PathParam("batchId") String batchId, @Context HttpServletRequest http, @Context Request request)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        return Answers.one(request, BatchMapper.of(asked.warden().kills().batch(batchId)), asked.reader());
    }

    /** What a batch would do now. */
    @GET
    @Path("preview")
    public Response preview(@Context HttpServletRequest http) throws Refusal, WardenException {
        Asked asked = Asked.of(http, "leaseIds", "pool", "deployment", "callSite", "proof", "max");
        BatchSelection selection = new BatchSelection(
                asked.numbers("leaseIds"),
                asked.text("pool"),
                asked.text("deployment"),
                asked.text("callSite"),
                proof(asked.text("proof")),
                List.of());
        int max = Parameters.number(asked.text("max"));
        return Answers.plain(200, PreviewMapper.of(asked.warden().kills().previewBatch(selection, max)), asked.reader())
                .build();
    }

    /** Requests several kills and answers at once. What becomes of them is at the address in Location. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response request(InputStream in, @Context HttpServletRequest http) throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        asked.requireOperator();
        Body body = Body.read(in, MEMBERS);
        BatchSelection selection = new BatchSelection(
                body.numbers("leaseIds"),
                body.text("pool"),
                body.text("deployment"),
                body.text("callSite"),
                proof(body.text("proof")),
                List.of());
        int max = (int) Math.min(body.number("max"), Integer.MAX_VALUE);
        KillAdmin kills = asked.warden().kills();
        String id = kills.killBatch(
                new BatchRequest(selection, max, body.modes(), body.escalateAfter(), body.text("reason"))
                        .after(body.previewToken()));
        return Answers.accepted(asked, LIST, id, BatchMapper.of(kills.batch(id)));
    }

    /** Lets nothing of a batch begin any more. */
    @POST
    @Path("{batchId}/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response stop(@PathParam("batchId") String batchId, InputStream in, @Context HttpServletRequest http)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        asked.requireOperator();
        Body.readNothing(in);
        return Answers.plain(200, BatchMapper.of(asked.warden().kills().stopBatch(batchId)), asked.reader())
                .build();
    }

    /** Null for null. */
    private static Proof proof(String name) throws WardenException {
        if (name == null) {
            return null;
        }
        return Proof.ofLeak(name)
                .orElseThrow(() -> new WardenException(Fault.BAD_REQUEST, Messages.LOG.noSuchProof(name), null));
    }
}
