package org.poolwarden.console;

import jakarta.servlet.Filter;
import java.util.Map;

/** A request on its way through a filter. */
public final class PostExchange {

    private final Web web;

    public PostExchange(String method) {
        web = new Web(method, "/kill");
    }

    /** Sends a header; null sends none. */
    public void header(String name, String value) {
        if (value != null) {
            web.sent.put(name, value);
        }
    }

    /** With a body of this length; unreadable is one with too many fields. */
    public PostExchange of(long length, boolean unreadable) {
        web.length = length;
        web.unreadable = unreadable;
        return this;
    }

    /** The status after the filter: 200 if it let the request through. */
    public int through(Filter filter) throws Exception {
        boolean[] passed = new boolean[1];
        filter.doFilter(web.request(), web.response(), (request, response) -> passed[0] = true);
        return passed[0] ? 200 : web.status;
    }

    /** The headers that the filter sets. */
    public Map<String, String> headersOf(Filter filter) throws Exception {
        filter.doFilter(web.request(), web.response(), (request, response) -> {});
        return web.headers;
    }
}
