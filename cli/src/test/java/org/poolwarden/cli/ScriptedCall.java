package org.poolwarden.cli;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationStepHandler;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.access.Action.ActionEffect;
import org.jboss.as.controller.access.AuthorizationResult;
import org.jboss.as.controller.access.AuthorizationResult.Decision;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;

/** Calls an operation as the server does. */
final class ScriptedCall {

    private ScriptedCall() {}

    /** Runs the operation's steps for a caller who may read, and write if told so. */
    static ModelNode run(
            ManagementResourceRegistration subsystem, ModelNode operation, RunningMode mode, Set<ActionEffect> more)
            throws Exception {
        ModelNode result = new ModelNode();
        List<OperationStepHandler> steps = new ArrayList<>();
        OperationContext context = (OperationContext) Proxy.newProxyInstance(
                OperationContext.class.getClassLoader(),
                new Class<?>[] {OperationContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "addStep" -> {
                        steps.add((OperationStepHandler) arguments[0]);
                        yield null;
                    }
                    case "authorize" -> {
                        boolean permitted = arguments[1].equals(Set.of(ActionEffect.READ_RUNTIME))
                                || more.containsAll((Set<?>) arguments[1]);
                        yield new AuthorizationResult(permitted ? Decision.PERMIT : Decision.DENY);
                    }
                    case "getRunningMode" -> mode;
                    case "getSecurityIdentity" -> null;
                    case "getResult" -> result;
                    case "resolveExpressions" -> arguments[0];
                    default -> throw new UnsupportedOperationException(method.toString());
                });
        subsystem
                .getOperationHandler(
                        PathAddress.EMPTY_ADDRESS, operation.get("operation").asString())
                .execute(context, operation);
        for (OperationStepHandler step : steps) {
            step.execute(context, operation);
        }
        return result;
    }
}
