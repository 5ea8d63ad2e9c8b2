package org.poolwarden.caller;

import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.poolwarden.request.Node;
import org.poolwarden.request.Requester;

/** The user of the console, as the container has authenticated the request that this thread serves. */
final class ConsoleCaller {

    private static final String OPERATOR = "poolwarden-operator";

    private ConsoleCaller() {}

    /**
     * The user. Empty if this thread serves no request of the console, or nobody is signed in.
     *
     * @param console the class loader of the console's code that called
     */
    static Optional<Caller> current(ClassLoader console) {
        ServletRequestContext context = ServletRequestContext.current();
        if (context == null || context.getDeployment().getDeploymentInfo().getClassLoader() != console) {
            return Optional.empty();
        }
        ServletRequest request = context.getServletRequest();
        return request instanceof HttpServletRequest http ? of(http) : Optional.empty();
    }

    private static Optional<Caller> of(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return user == null
                ? Optional.empty()
                : Optional.of(new Caller(
                        new Requester(user.getName(), "HTTP", request.getRemoteAddr(), Node.name()),
                        request.isUserInRole(OPERATOR)));
    }
}
