package org.poolwarden.console.fleet;

import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;

/**
 * The choice between this node and all nodes, which a page has where there are others. The address keeps it.
 *
 * @param here the address of the same page for this node
 * @param everywhere the same for all nodes
 * @param ofAll whether the page shows all nodes now
 */
public record ScopeChoice(PageUrl here, PageUrl everywhere, boolean ofAll) {

    /** The parameter of the address. */
    public static final String PARAMETER = "scope";

    /** The filter of one node, which only the view of all nodes has. */
    public static final String NODE = "node";

    /** The value for all nodes, as the command line has it. */
    private static final String FLEET = "fleet";

    /**
     * The choice on this page.
     *
     * @param address of the page, with its scope
     */
    public static ScopeChoice of(PageUrl address) throws Refusal {
        // the two do not have the same columns
        PageUrl first = address.with("page", null).with("sort", null);
        return new ScopeChoice(
                first.with(PARAMETER, null).with(NODE, null),
                first.with(PARAMETER, FLEET),
                isOfAll(address.get(PARAMETER)));
    }

    /**
     * Whether a page shows all nodes.
     *
     * @param scope in the address; null or blank for this node
     */
    public static boolean isOfAll(String scope) throws Refusal {
        if (scope == null || scope.isBlank()) {
            return false;
        }
        if (!scope.strip().equals(FLEET)) {
            throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
        }
        return true;
    }
}
