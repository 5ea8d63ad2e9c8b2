package org.poolwarden.console;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.poolwarden.admin.LastLook;
import org.poolwarden.admin.Lookout;
import org.poolwarden.admin.Scan;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.WardenException;

/**
 * The same as the pages show, for programs: {@code /api/pools, leases, leaks, sessions, kills} and {@code kill?id=}.
 */
@WebServlet("/api/*")
public final class ApiServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public ApiServlet() {}

    ApiServlet(Warden warden, Lookout lookout) {
        super(warden, lookout);
    }

    @Override
    Answer look(HttpServletRequest request) throws Refusal, WardenException {
        String what = request.getPathInfo() == null ? "" : request.getPathInfo();
        JsonStructure answer =
                switch (what) {
                    case "/pools" -> items(warden.listPools(), Facts::pool).build();
                    case "/leases" -> leases(request, lastLook(), null);
                    case "/leaks" -> leases(request, lastLook(), "leaks");
                    case "/sessions" -> sessions(request, lastLook());
                    case "/kills" -> items(warden.kills(), Facts::kill).build();
                    case "/kill" ->
                        Facts.kill(warden.kill(Parameters.kill(request.getParameter("id"))))
                                .build();
                    default -> throw new Refusal(404, ConsoleMessages.NO_PAGE);
                };
        return Answer.json(answer);
    }

    private static JsonStructure leases(HttpServletRequest request, LastLook look, String verdict) throws Refusal {
        if (look.scan() == null) {
            return seen(items(List.<LeaseView>of(), Facts::lease), look).build();
        }
        Listing<LeaseView> list = LeaseList.of(request, look.scan().rows(), verdict);
        return seen(page(list, Facts::lease), look).build();
    }

    private static JsonStructure sessions(HttpServletRequest request, LastLook look) throws Refusal {
        if (look.scan() == null) {
            return seen(items(List.<SightingView>of(), Facts::session), look).build();
        }
        return seen(page(SessionList.of(request, look.scan().sessions()), Facts::session), look)
                .build();
    }

    private static JsonObjectBuilder seen(JsonObjectBuilder answer, LastLook look) {
        Scan scan = look.scan();
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
