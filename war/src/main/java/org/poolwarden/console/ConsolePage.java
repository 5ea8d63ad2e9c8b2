package org.poolwarden.console;

import jakarta.ejb.EJB;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Completeness;
import org.poolwarden.console.export.ProblemJson;
import org.poolwarden.console.export.RecordRows;
import org.poolwarden.console.fleet.FleetNodes;
import org.poolwarden.console.fleet.FleetRow;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.Csrf;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.LocalFleet;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.ProblemMapper;
import org.poolwarden.request.Node;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.ScanStatus;

/** What all pages share. A GET only reads, a POST needs a token, and a refusal is shown with its own message. */
abstract class ConsolePage extends HttpServlet {

    static final String OPERATOR = "poolwarden-operator";

    /** The parameter that says which node a lease is of. */
    static final String NODE = "node";

    private static final long serialVersionUID = 1L;
    /** How often a page refreshes itself if its address does not say it. */
    private static final int REFRESH_SECONDS = 15;
    /** A page may show a scan of this age. The server scans no more often, however many people watch. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    transient Warden warden;
    transient FleetAdmin fleet;

    /** For the container, which injects the core. */
    ConsolePage() {}

    ConsolePage(Warden warden) {
        this(warden, null);
    }

    /** @param fleet for a page that can show all nodes; null for any other */
    ConsolePage(Warden warden, FleetAdmin fleet) {
        this.warden = warden;
        this.fleet = fleet;
    }

    @EJB
    final void setCore(Warden core) {
        warden = core.ofPages();
    }

    @EJB
    final void setFleet(LocalFleet local) {
        fleet = local.ofPages();
    }

    /** Answers a GET. */
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
    }

    /** Answers a POST whose token is right. */
    Response act(HttpServletRequest request) throws Refusal, WardenException {
        throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        answer(request, response, () -> {
            prepare(request);
            return show(request);
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        answer(request, response, () -> {
            prepare(request);
            return act(request);
        });
    }

    /** The newest scan, without a long wait for a database, and without any if others wait already. */
    ScanStatus latestScan() {
        return warden.leases().latestScan(FRESH);
    }

    /**
     * Gives a page the choice between this node and all nodes. On a server that is known to be in no cluster, the page
     * has no such choice, unless its address asks for all nodes. One that may be in a cluster, and has not joined, says
     * so in the view of all nodes.
     *
     * @param address of the page, with its scope
     */
    final void scope(HttpServletRequest request, PageUrl address) throws Refusal {
        ScopeChoice choice = ScopeChoice.of(address);
        if (choice.ofAll() || !fleet.isAlone()) {
            request.setAttribute("scope", choice);
        }
    }

    /** Gives a page of all nodes which of them have answered, and what is missing. */
    static void nodes(HttpServletRequest request, List<EntityRecord> members, RecordList list) {
        request.setAttribute("nodes", FleetNodes.of(members));
        request.setAttribute("scan", ScanView.ofFleet(list.isComplete(), problems(list)));
    }

    /**
     * The other node that has the lease. Empty if this server has seen the lease, or if no other node gives such ids.
     * Where the page says which node the lease is of, this server's lease with the same id is not meant.
     *
     * @throws WardenException as {@link org.poolwarden.fleet.node.FleetKills#nodeOfLease}; and UNAVAILABLE if the id is
     *     of another node than the page says
     */
    final Optional<String> otherNodeOf(HttpServletRequest request, long lease) throws WardenException {
        String node = request.getParameter(NODE);
        if (node == null) {
            return fleet.isAlone() || warden.leases().knew(lease)
                    ? Optional.empty()
                    : fleet.kills().nodeOfLease(lease);
        }
        Optional<String> other = fleet.kills().nodeOfLease(lease);
        if (!other.equals(Optional.of(node))) {
            List<String> several =
                    Stream.of(node, other.orElse(Node.name())).distinct().toList();
            throw new WardenException(WardenException.Fault.UNAVAILABLE, Messages.LOG.ambiguousNode(several), null);
        }
        return other;
    }

    /** Whether nobody knows now what the other node would say: it is not reached, or does not answer in time. */
    static boolean isSilence(WardenException refusal) {
        return refusal.fault() == WardenException.Fault.NOT_YET || refusal.fault() == WardenException.Fault.UNAVAILABLE;
    }

    /** What is missing in a list of all nodes. */
    static List<Problem> problems(RecordList list) {
        return list.problems().stream().map(ProblemMapper::problem).toList();
    }

    /** The answer of a database. Empty if it has not come yet: the page shows what there is and asks again. */
    static <T> Optional<T> ifAnswered(DatabaseQuestion<T> question) throws Refusal, WardenException {
        try {
            return Optional.of(question.ask());
        } catch (WardenException e) {
            if (e.fault() == WardenException.Fault.NOT_YET) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Refuses a user who is no operator. web.xml requires the role already, but an edit there must not make a kill
     * possible.
     */
    static void operator(HttpServletRequest request) throws Refusal {
        if (!request.isUserInRole(OPERATOR)) {
            throw new Refusal(403, ConsoleMessages.FORBIDDEN);
        }
        Csrf.check(request);
    }

    /** Whether the address is that of a list as a file. */
    static boolean isFile(HttpServletRequest request) {
        return request.getServletPath().endsWith(".csv");
    }

    /** What was found, on all pages, as a file with the fields that the user may read. */
    static Response csv(
            HttpServletRequest request,
            String name,
            List<Problem> problems,
            Entity entity,
            List<EntityRecord> records) {
        return Completeness.csv(request, name, problems, RecordRows.of(entity, records, reader(request)));
    }

    /** The same of a list of all nodes. */
    static Response csv(
            HttpServletRequest request, String name, RecordList told, Entity entity, Listing<? extends FleetRow> list) {
        return csv(
                request,
                name,
                problems(told),
                entity,
                list.found().stream().map(FleetRow::told).toList());
    }

    /** Which fields the user may read. */
    static Audience reader(HttpServletRequest request) {
        return request.isUserInRole(OPERATOR) ? Audience.OPERATORS : Audience.EVERYONE;
    }

    /**
     * Lets a page refresh itself. The script does so by default. Without a script only an address that asks for it
     * does, because a browser would reload the page under a selection.
     *
     * @param every the seconds in the address; null if there are none
     */
    static void refreshing(HttpServletRequest request, String every) throws Refusal {
        request.setAttribute("every", every == null ? REFRESH_SECONDS : Parameters.every(every));
        request.setAttribute("reload", Parameters.every(every));
    }

    /** Gives the token to a page with a form. */
    static void token(HttpServletRequest request) throws Refusal {
        request.setAttribute("token", Csrf.token(request.getSession(), request.getRemoteUser()));
    }

    private static void prepare(HttpServletRequest request) throws Refusal {
        request.setAttribute("operator", request.isUserInRole(OPERATOR));
        // A script that sends its password with each request has no session, and reading must not create one.
        HttpSession session = request.getSession(false);
        if (session != null) {
            request.setAttribute("token", Csrf.token(session, request.getRemoteUser()));
            request.setAttribute("byForm", session.getAttribute(LoginServlet.BY_FORM));
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Work work)
            throws ServletException, IOException {
        try {
            work.answer().write(request, response);
        } catch (Refusal refusal) {
            RefusalServlet.show(request, response, refusal.status(), refusal.getMessage());
        } catch (WardenException refusal) {
            if (refusal.passes()) {
                response.setHeader("Retry-After", Response.RETRY_SECONDS);
            }
            RefusalServlet.show(request, response, ProblemJson.status(refusal.fault()), refusal.getMessage());
        }
    }

    /** Asks the core something that it asks a database. */
    @FunctionalInterface
    interface DatabaseQuestion<T> {
        T ask() throws Refusal, WardenException;
    }

    /** Anything that may be refused. */
    @FunctionalInterface
    private interface Work {
        Response answer() throws Refusal, WardenException;
    }
}
