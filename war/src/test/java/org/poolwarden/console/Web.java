package org.poolwarden.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One exchange with a servlet, without a server: what goes in, what comes out. A call it does not know fails. */
public final class Web {

    final Map<String, String> parameters = new HashMap<>();
    final Map<String, Object> attributes = new HashMap<>();
    final Map<String, String[]> many = new HashMap<>();
    final Set<String> roles = new HashSet<>();
    final Map<String, String> headers = new HashMap<>();
    final StringWriter body = new StringWriter();
    private final String method;
    private final String path;
    private HttpSession session;
    /** The headers of the request. */
    final Map<String, String> sent = new HashMap<>();

    String user = "ops";
    String query;
    long length = 100;
    boolean unreadable;
    String pathInfo;
    int status = 200;
    /** The JSP that was asked to render, or null. */
    String page;

    public Web(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public Web with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    Web as(String role) {
        roles.add(role);
        return this;
    }

    Web in(HttpSession session) {
        this.session = session;
        return this;
    }

    Web without(String parameter) {
        parameters.remove(parameter);
        return this;
    }

    /** The same request to this address. */
    Web copy(Web other) {
        parameters.putAll(other.parameters);
        many.putAll(other.many);
        roles.addAll(other.roles);
        session = other.session;
        return this;
    }

    public HttpServletRequest request() {
        return fake(HttpServletRequest.class, (call, args) -> switch (call) {
            case "getMethod" -> method;
            case "getServletPath" -> path;
            case "getContextPath" -> "/poolwarden";
            case "getParameter" -> parameters.get(args[0]);
            case "getParameterValues" -> many.getOrDefault((String) args[0], only(parameters.get(args[0])));
            case "getPathInfo" -> pathInfo;
            case "getRequestURI" -> "/poolwarden" + path;
            case "logout" -> null;
            case "getAttribute" -> attributes.get(args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            case "isUserInRole" -> roles.contains(args[0]);
            case "getRemoteUser" -> user;
            case "getQueryString" -> query;
            case "getHeader" -> sent.get(args[0]);
            case "getContentLengthLong" -> length;
            case "getContentType" -> sent.get("Content-Type");
            case "getParameterMap" -> {
                if (unreadable) {
                    throw new IllegalStateException("UT000047");
                }
                yield Map.of();
            }
            case "getUserPrincipal" -> user == null ? null : (Principal) () -> user;
            case "getRemoteAddr" -> "10.1.2.3";
            case "getSession" -> {
                if (args == null && session == null) {
                    session = session();
                }
                yield session;
            }
            case "getRequestDispatcher" -> dispatcher((String) args[0]);
            default -> throw new UnsupportedOperationException(call);
        });
    }

    HttpServletResponse response() {
        return fake(HttpServletResponse.class, (call, args) -> {
            switch (call) {
                case "sendError", "setStatus" -> status = (int) args[0];
                case "setHeader" -> headers.put((String) args[0], (String) args[1]);
                case "setContentType" -> headers.put("Content-Type", (String) args[0]);
                case "getWriter" -> {
                    return new PrintWriter(body, true);
                }
                default -> throw new UnsupportedOperationException(call);
            }
            return null;
        });
    }

    public static HttpSession session() {
        Map<String, Object> values = new HashMap<>();
        return fake(HttpSession.class, (call, args) -> switch (call) {
            case "getAttribute" -> values.get(args[0]);
            case "setAttribute" -> values.put((String) args[0], args[1]);
            default -> throw new UnsupportedOperationException(call);
        });
    }

    /** As of who has signed out on another page. */
    public static HttpSession sessionThatIsOver() {
        return fake(HttpSession.class, (call, args) -> {
            throw new IllegalStateException("Session is invalid");
        });
    }

    private static String[] only(String value) {
        return value == null ? null : new String[] {value};
    }

    private RequestDispatcher dispatcher(String target) {
        return fake(RequestDispatcher.class, (call, args) -> page = target);
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> answers.to(method.getName(), args));
        return type.cast(proxy);
    }

    private interface Answers {
        Object to(String call, Object[] args);
    }
}
