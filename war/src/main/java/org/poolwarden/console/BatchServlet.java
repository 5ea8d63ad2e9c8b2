package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.list.FoldedColumns;
import org.poolwarden.console.view.BatchView;
import org.poolwarden.console.view.Modes;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.request.WardenException;

/** Several kills at once: their preview, the POST that requests them, their progress, and the stop. */
@WebServlet({"/batch", "/batch-preview", "/batch-stop"})
public final class BatchServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;
    /**
     * The largest preview: as many leases as the core accepts. The maximum of the batch is the number that was shown.
     */
    static final int MAX = 200;

    /** For the container. */
    public BatchServlet() {}

    BatchServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        switch (request.getServletPath()) {
            case "/batch" -> {
                request.setAttribute(
                        "batch", new BatchView(warden.kills().batch(Parameters.batch(request.getParameter("id")))));
                return Response.page("batch.jsp");
            }
            case "/batch-preview" -> {
                return preview(request);
            }
            default -> throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
        }
    }

    @Override
    Response act(HttpServletRequest request) throws Refusal, WardenException {
        operator(request);
        String batch =
                switch (request.getServletPath()) {
                    case "/batch" -> warden.kills().killBatch(batchRequest(request));
                    case "/batch-stop" ->
                        warden.kills()
                                .stopBatch(Parameters.batch(request.getParameter("id")))
                                .id();
                    default -> throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
                };
        return Response.seeOther(PageUrl.of(request, "/batch").with("id", batch));
    }

    private Response preview(HttpServletRequest request) throws Refusal, WardenException {
        BatchSelection selection = selection(request);
        Optional<BatchPreview> answer = ifAnswered(() -> warden.kills().previewBatch(selection, MAX));
        if (answer.isEmpty()) {
            return Response.page("waiting.jsp");
        }
        BatchPreview preview = answer.get();
        List<BatchView.Planned> items =
                preview.items().stream().map(BatchView.Planned::new).toList();
        boolean may = preview.allowed() && request.isUserInRole(OPERATOR);
        request.setAttribute("preview", preview);
        request.setAttribute("items", items);
        request.setAttribute("selection", selection);
        request.setAttribute(
                "willing", items.stream().filter(item -> item.refusal() == null).count());
        request.setAttribute(
                "folded",
                FoldedColumns.of(items.stream().map(BatchView.Planned::lease).toList()));
        request.setAttribute("losses", BatchView.Losses.of(items));
        request.setAttribute("modes", Modes.ofBatch());
        request.setAttribute("may", may);
        if (may) {
            token(request);
        }
        return Response.page("batch-preview.jsp");
    }

    private static BatchSelection selection(HttpServletRequest request) throws Refusal {
        List<Long> leases = Parameters.leases(request.getParameterValues("lease"));
        return leases.isEmpty()
                ? BatchSelection.leaked(
                                request.getParameter("pool"),
                                request.getParameter("deployment"),
                                request.getParameter("site"))
                        .proven(Parameters.proof(request.getParameter("proof")))
                        .among(Parameters.leases(request.getParameterValues("only")))
                : BatchSelection.leases(leases);
    }

    private static BatchRequest batchRequest(HttpServletRequest request) throws Refusal {
        List<KillMode> modes = Parameters.modes(request.getParameter("mode"));
        return new BatchRequest(
                selection(request),
                Parameters.number(request.getParameter("max")),
                modes,
                Parameters.wait(modes, request.getParameter("wait")),
                Parameters.reason(request.getParameter("reason")));
    }
}
