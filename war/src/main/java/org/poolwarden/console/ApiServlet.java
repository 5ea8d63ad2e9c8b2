package org.poolwarden.console;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.list.LeaseList;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.list.SessionList;
import org.poolwarden.console.view.ClassifiedSessionView;
import org.poolwarden.console.export.JsonFacts;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.LatestScan;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

/**
 * The same as the pages show, for programs: {@code /api/pools, leases, leaks, sessions, kills} and {@code kill?id=}.
 */
@WebServlet("/api/*")
public final class ApiServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public ApiServlet() {}

    ApiServlet(Warden warden, LatestScan latest) {
        super(warden, latest);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        String what = request.getPathInfo() == null ? "" : request.getPathInfo();
        JsonStructure answer =
                switch (what) {
                    case "/pools" -> items(warden.listPools(), JsonFacts::pool).build();
                    case "/leases" -> leases(request, latestScan(), null);
                    case "/leaks" -> leases(request, latestScan(), "leaks");
                    case "/sessions" -> sessions(request, latestScan());
                    case "/kills" -> items(warden.kills(), JsonFacts::kill).build();
                    case "/kill" ->
                        JsonFacts.kill(warden.kill(Parameters.kill(request.getParameter("id"))))
                                .build();
                    default -> throw new Refusal(404, ConsoleMessages.NO_PAGE);
                };
        return Response.json(answer);
    }

    private static JsonStructure leases(HttpServletRequest request, ScanStatus status, String verdict) throws Refusal {
        if (status.scan() == null) {
            return seen(items(List.<LeaseView>of(), JsonFacts::lease), status).build();
        }
        Listing<LeaseView> list = LeaseList.of(request, status.scan().rows(), verdict);
        return seen(page(list, JsonFacts::lease), status).build();
    }

    private static JsonStructure sessions(HttpServletRequest request, ScanStatus status) throws Refusal {
        if (status.scan() == null) {
            return seen(items(List.<ClassifiedSessionView>of(), JsonFacts::session), status)
                    .build();
        }
        return seen(page(SessionList.of(request, status.scan().sessions()), JsonFacts::session), status)
                .build();
    }

    private static JsonObjectBuilder seen(JsonObjectBuilder answer, ScanStatus status) {
        Scan scan = status.scan();
        answer.add("at", scan == null ? "" : scan.at().toString());
        answer.add("problems", Json.createArrayBuilder(scan == null ? List.of() : scan.problems()));
        return answer;
    }

    private static <T> JsonObjectBuilder page(Listing<T> list, Function<T, JsonObjectBuilder> shape) {
        return items(list.items(), shape)
                .add("offset", Math.max(0, list.from() - 1))
                .add("matched", list.matched())
                .add("total", list.total())
                .add("hasMore", list.page() < list.pages());
    }

    private static <T> JsonObjectBuilder items(List<T> items, Function<T, JsonObjectBuilder> shape) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        items.forEach(item -> array.add(shape.apply(item)));
        return Json.createObjectBuilder().add("items", array).add("count", items.size());
    }
}
