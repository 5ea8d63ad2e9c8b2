package org.poolwarden.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.api.Page.Cursor;
import org.poolwarden.console.web.ApiAddress;
import org.poolwarden.console.web.ApiMessages;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.contract.Audience;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.request.WardenException;

/**
 * One request: the core that it asks, who reads the answer, and the parameters of its address. A parameter that the
 * operation does not have is refused, for a list that ignored a filter would be taken for what it is not.
 */
final class Asked {

    private static final String OPERATOR = "poolwarden-operator";
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}|1000");
    private static final int STANDARD = 100;

    private final HttpServletRequest request;

    private Asked(HttpServletRequest request) {
        this.request = request;
    }

    /** @param parameters those that the operation has */
    static Asked of(HttpServletRequest request, String... parameters) throws Refusal {
        Set<String> known = Set.of(parameters);
        for (String given : request.getParameterMap().keySet()) {
            if (!known.contains(given)) {
                throw new Refusal(400, ApiMessages.parameter(shown(given), "is not one of this operation"));
            }
        }
        return new Asked(request);
    }

    Warden warden() {
        return (Warden) request.getServletContext().getAttribute(ApiAddress.CORE);
    }

    FleetAdmin fleet() {
        return (FleetAdmin) request.getServletContext().getAttribute(ApiAddress.FLEET);
    }

    /** The other node that has the lease. Empty if this server has seen the lease, or no other node gives such ids. */
    Optional<String> otherNodeOf(long lease) throws WardenException {
        return isOwn(lease) ? Optional.empty() : fleet().kills().nodeOfLease(lease);
    }

    private boolean isOwn(long lease) {
        return fleet().isAlone() || warden().leases().knew(lease);
    }

    /** Refuses a lease of another node, which must not be told as one that was returned. */
    void requireOwn(long lease) throws WardenException {
        if (!isOwn(lease)) {
            fleet().kills().requireOwn(lease);
        }
    }

    /** The other node that has the kill. Empty if this server remembers it, or no other node gives such ids. */
    Optional<String> otherNodeOf(String kill) throws WardenException {
        return fleet().isAlone()
                        || warden().kills().listKills().stream()
                                .anyMatch(own -> own.id().equals(kill))
                ? Optional.empty()
                : fleet().kills().nodeOfKill(kill);
    }

    Audience reader() {
        return request.isUserInRole(OPERATOR) ? Audience.OPERATORS : Audience.EVERYONE;
    }

    /** The value. Null if it is absent. */
    String text(String parameter) throws Refusal {
        String[] values = request.getParameterValues(parameter);
        if (values != null && values.length > 1) {
            throw new Refusal(400, ApiMessages.parameter(parameter, "is given twice"));
        }
        return values == null ? null : values[0];
    }

    /** The numbers of leases, separated by commas. None if it is absent. */
    List<Long> numbers(String parameter) throws Refusal {
        String value = text(parameter);
        return value == null ? List.of() : Parameters.leases(value.split(",", -1));
    }

    /** Refuses a user who is no operator. The core does so too. */
    void requireOperator() throws Refusal {
        if (!request.isUserInRole(OPERATOR)) {
            throw new Refusal(403, ConsoleMessages.FORBIDDEN);
        }
    }

    /** One of these constants. Null if it is absent. */
    <E extends Enum<E>> E one(String parameter, Class<E> type) throws Refusal {
        String value = text(parameter);
        if (value == null) {
            return null;
        }
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(value)) {
                return one;
            }
        }
        throw new Refusal(400, ApiMessages.parameter(parameter, "has a value that it does not take"));
    }

    /** False if it is absent. */
    boolean flag(String parameter) throws Refusal {
        String value = text(parameter);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw new Refusal(400, ApiMessages.parameter(parameter, "takes true or false"));
        }
        return "true".equals(value);
    }

    /** How many items a page has. */
    int limit() throws Refusal {
        String limit = text("limit");
        if (limit == null) {
            return STANDARD;
        }
        if (!LIMIT.matcher(limit).matches()) {
            throw new Refusal(400, ApiMessages.NO_LIMIT);
        }
        return Integer.parseInt(limit);
    }

    /** The place after which a page begins, in that list. Null for the first page. */
    Cursor cursor(String list) throws Refusal {
        String cursor = text("cursor");
        return cursor == null ? null : Cursor.read(list, cursor);
    }

    /** The address of a resource of the API, as a path. */
    String path(String resource, String id) {
        return UriBuilder.fromPath(request.getContextPath() + ApiAddress.ROOT)
                .segment(resource, id)
                .build()
                .toASCIIString();
    }

    /** A name that a client has made up, if it is harmless to repeat. */
    static String shown(String name) {
        return name.matches("[\\w.-]{1,40}") ? name : "with the odd name";
    }
}
