package org.poolwarden.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.as.controller.AccessAuditContext;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.ModelControllerClientFactory;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.SimpleOperationDefinition;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.jboss.msc.service.ServiceName;
import org.poolwarden.cli.domain.DomainFleet;
import org.poolwarden.cli.domain.Management;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Spelling;
import org.poolwarden.request.Node;
import org.wildfly.security.auth.server.SecurityIdentity;

/**
 * The operations of a profile, which the domain controller runs itself: they ask every server of the domain, or have
 * the one do it that an id belongs to. Each server knows who asks, and authorizes it again.
 */
final class DomainOperations {

    /** A capability of every process that has a management model. */
    private static final ServiceName CLIENTS =
            ServiceName.parse("org.wildfly.management.model-controller-client-factory");

    private final Function<OperationContext, Management> access;
    private final ResourceDescriptionResolver descriptions = ContractDescriptions.ofDomain();

    DomainOperations() {
        this(DomainOperations::asCaller);
    }

    /** @param access gives the management model as the caller of an operation may use it */
    DomainOperations(Function<OperationContext, Management> access) {
        this.access = access;
    }

    void register(ManagementResourceRegistration profile) {
        for (WardenOperation operation : WardenOperation.ALL) {
            if (operation.isOfAllServers() || operation.id() != null) {
                SimpleOperationDefinition definition = operation.domainDefinition(descriptions);
                WardenOperations.register(profile, definition, (context, request) -> {
                    DomainFleet fleet = new DomainFleet(access.apply(context));
                    return operation.isOfAllServers()
                            ? list(operation, fleet, context, request)
                            : route(operation, definition, fleet, context, request);
                });
            }
        }
    }

    private static ModelNode list(
            WardenOperation operation, DomainFleet fleet, OperationContext context, ModelNode request)
            throws OperationFailedException {
        ModelNode list = operation.operation() == Operation.LIST_MEMBERS
                ? fleet.members()
                : fleet.list(operation.name(), operation.nodeInDomain(context, request));
        return operation.checked(list, context, request);
    }

    private static ModelNode route(
            WardenOperation operation,
            SimpleOperationDefinition definition,
            DomainFleet fleet,
            OperationContext context,
            ModelNode request)
            throws OperationFailedException {
        ModelNode there = new ModelNode();
        there.get("operation").set(operation.name());
        for (AttributeDefinition parameter : definition.getParameters()) {
            ModelNode value = parameter.resolveModelAttribute(context, request);
            if (value.isDefined()) {
                there.get(parameter.getName()).set(value);
            }
        }
        String id = Spelling.hyphenated(operation.id().name());
        return fleet.route(
                id.equals("lease-id")
                        ? "lease " + there.get(id).asString()
                        : "kill " + there.get(id).asString(),
                id.equals("lease-id")
                        ? ofLease(there.get(id).asLong())
                        : ofKill(there.get(id).asString()),
                there,
                operation.operation().access() == Operation.Access.ACT,
                Duration.ofSeconds(there.get("wait").asInt(0)));
    }

    private static Predicate<String> ofLease(long lease) {
        long number = Node.numberIn(lease);
        return node -> Node.number(node) == number;
    }

    private static Predicate<String> ofKill(String kill) {
        String name = Node.nameIn(kill);
        return node -> Node.name(node).equals(name);
    }

    @SuppressWarnings("deprecation") // no other way leads from an operation to a service that it does not depend on
    private static Management asCaller(OperationContext context) {
        ModelControllerClientFactory clients = (ModelControllerClientFactory)
                context.getServiceRegistry(false).getRequiredService(CLIENTS).getValue();
        ModelControllerClient client = clients.createClient(Runnable::run);
        SecurityIdentity caller = context.getSecurityIdentity();
        AccessAuditContext audited = AccessAuditContext.currentAccessAuditContext();
        InetAddress address = audited == null ? null : audited.getRemoteAddress();
        return operation -> as(caller, address, () -> client.execute(operation));
    }

    /** On a thread of ours the server knows by nothing else who asks. */
    private static ModelNode as(SecurityIdentity caller, InetAddress address, PrivilegedExceptionAction<ModelNode> call)
            throws IOException {
        try {
            return AccessAuditContext.doAs(caller, address, call);
        } catch (PrivilegedActionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }
}
