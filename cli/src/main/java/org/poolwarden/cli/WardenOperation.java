package org.poolwarden.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.SimpleOperationDefinition;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.descriptions.DescriptionProvider;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.operations.validation.IntRangeValidator;
import org.jboss.as.controller.operations.validation.LongRangeValidator;
import org.jboss.as.controller.registry.OperationEntry;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Parameter;
import org.poolwarden.contract.Reply;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.contract.Spelling;

/**
 * An operation of the contract in the management model. The model has optional parameters, so the long form of an
 * operation takes the name of its short form, and the short form is left out. An operation that begins something
 * replies its state and not only its id.
 */
record WardenOperation(Operation operation, String name) {

    static final List<WardenOperation> ALL = Arrays.stream(Operation.values())
            .filter(operation -> operation.shortFormOf() == null)
            .map(operation -> new WardenOperation(operation, nameOf(operation)))
            .toList();

    private static final SimpleAttributeDefinition WAIT = new SimpleAttributeDefinitionBuilder(
                    "wait", ModelType.INT, true)
            .setDefaultValue(new ModelNode(0))
            .setMeasurementUnit(MeasurementUnit.SECONDS)
            .setValidator(new IntRangeValidator(0, 600, true, true))
            .build();

    /** They have the name or the number of the node that gave them. */
    private static final Set<String> IDS = Set.of("leaseId", "killId");

    private static final SimpleAttributeDefinition SCOPE = definition(Operation.scope());
    private static final SimpleAttributeDefinition NODE = definition(Operation.node());
    private static final String SERVER = "SERVER";
    private static final String FLEET = "FLEET";

    /** Of a profile, which is no server. */
    private static final SimpleAttributeDefinition DOMAIN_SCOPE = new SimpleAttributeDefinitionBuilder(
                    SCOPE.getName(), ModelType.STRING, true)
            .setDefaultValue(new ModelNode(FLEET))
            .build();

    private static String nameOf(Operation operation) {
        return Arrays.stream(Operation.values())
                .filter(other -> other.shortFormOf() == operation)
                .findFirst()
                .map(other -> Spelling.hyphenated(other.camelName()))
                .orElseGet(() -> Spelling.hyphenated(operation.camelName()));
    }

    /** Whether a Monitor may run it. An operation that ends something or shows SQL is not read-only. */
    boolean isReadOnly() {
        return operation.access() == Operation.Access.READ;
    }

    String description() {
        String description = ContractDescriptions.spelled(operation.description());
        return isWaitedFor() ? description + " Give wait to wait for it." : description;
    }

    /** What it does when the domain controller runs it. */
    String descriptionOfDomain() {
        return operation.descriptionOfFleet() == null
                ? description() + (id() == null ? "" : " Has the server of the domain do it that the id belongs to.")
                : ContractDescriptions.spelled(operation.descriptionOfFleet());
    }

    /** Whether a domain controller can run it for all servers. */
    boolean isOfAllServers() {
        return operation.replyOfFleet() != null || operation == Operation.LIST_MEMBERS;
    }

    /** The parameter by which the server is found that has to run it. Null if there is none. */
    Parameter id() {
        return operation.parameters().stream()
                .filter(parameter -> IDS.contains(parameter.name()))
                .findFirst()
                .orElse(null);
    }

    String descriptionForPool() {
        return ContractDescriptions.spelled(operation.descriptionForPool());
    }

    /** The description of a parameter. Empty if the contract does not have the parameter. */
    Optional<String> parameterDescription(String parameter) {
        if (parameter.equals(ModelList.ALLOW_INCOMPLETE.getName())) {
            return Optional.of(RecordList.ALLOW_INCOMPLETE_DESCRIPTION);
        }
        return Stream.concat(operation.parameters().stream(), Stream.of(Operation.scope(), Operation.node()))
                .filter(declared -> Spelling.hyphenated(declared.name()).equals(parameter))
                .findFirst()
                .map(declared -> ContractDescriptions.spelled(declared.description()));
    }

    ModelReply reply() {
        Operation replying = operation.followedBy() == null ? operation : operation.followedBy();
        return new ModelReply(replying.reply());
    }

    SimpleOperationDefinition definition(ResourceDescriptionResolver descriptions) {
        return new Definition(builder(descriptions, additional()), operation.reply(), operation.replyOfFleet());
    }

    /** The same for the domain controller, which runs it itself. */
    SimpleOperationDefinition domainDefinition(ResourceDescriptionResolver descriptions) {
        SimpleOperationDefinitionBuilder builder =
                builder(descriptions, additional().map(parameter -> parameter == SCOPE ? DOMAIN_SCOPE : parameter));
        builder.withFlag(
                isReadOnly()
                        ? OperationEntry.Flag.HOST_CONTROLLER_ONLY
                        : OperationEntry.Flag.MASTER_HOST_CONTROLLER_ONLY);
        Reply ofFleet = operation.replyOfFleet();
        return new Definition(builder, ofFleet == null ? operation.reply() : ofFleet, null);
    }

    private SimpleOperationDefinitionBuilder builder(
            ResourceDescriptionResolver descriptions, Stream<SimpleAttributeDefinition> additional) {
        Stream<SimpleAttributeDefinition> parameters =
                operation.parameters().stream().map(WardenOperation::definition);
        SimpleOperationDefinitionBuilder builder = new SimpleOperationDefinitionBuilder(name, descriptions)
                .setAttributeResolver(descriptions)
                .setRuntimeOnly()
                .setParameters(Stream.concat(parameters, additional).toArray(AttributeDefinition[]::new));
        reply().define(builder, operation.followedBy() != null);
        if (isReadOnly()) {
            builder.setReadOnly();
        }
        return builder;
    }

    /** The parameters that only this interface has. */
    private Stream<SimpleAttributeDefinition> additional() {
        if (isWaitedFor()) {
            return Stream.of(WAIT);
        }
        Stream<SimpleAttributeDefinition> ofLists =
                operation.reply().isList() ? Stream.of(ModelList.ALLOW_INCOMPLETE) : Stream.empty();
        return operation.replyOfFleet() == null ? ofLists : Stream.concat(ofLists, Stream.of(SCOPE, NODE));
    }

    /** Describes the columns of a list too: the model's own descriptions know no lists of records in a reply. */
    private static final class Definition extends SimpleOperationDefinition {

        private final Reply reply;
        private final Reply ofFleet;

        private Definition(SimpleOperationDefinitionBuilder builder, Reply reply, Reply ofFleet) {
            super(builder);
            this.reply = reply;
            this.ofFleet = ofFleet;
        }

        @Override
        public DescriptionProvider getDescriptionProvider() {
            DescriptionProvider provider = super.getDescriptionProvider();
            return locale -> {
                ModelNode described = provider.getModelDescription(locale);
                if (reply.isList()) {
                    new ModelList(reply).describe(ofFleet, described.get("reply-properties"));
                }
                return described;
            };
        }
    }

    private boolean isWaitedFor() {
        return operation.followedBy() == Operation.KILL_STATE;
    }

    private static SimpleAttributeDefinition definition(Parameter parameter) {
        SimpleAttributeDefinitionBuilder builder = new SimpleAttributeDefinitionBuilder(
                        Spelling.hyphenated(parameter.name()),
                        ModelField.type(parameter.type()),
                        !parameter.isRequired())
                .setMeasurementUnit(ModelField.unit(parameter.unit()));
        if (parameter.defaultValue() != null) {
            builder.setDefaultValue(ModelField.value(parameter.type(), parameter.defaultValue()));
        }
        return switch (parameter.type()) {
            case INT ->
                builder.setValidator(new IntRangeValidator(
                                parameter.min() == null ? Integer.MIN_VALUE : parameter.min(),
                                parameter.max() == null ? Integer.MAX_VALUE : parameter.max(),
                                !parameter.isRequired(),
                                false))
                        .build();
            case LONG ->
                builder.setValidator(new LongRangeValidator(
                                parameter.min() == null ? Long.MIN_VALUE : parameter.min(),
                                parameter.max() == null ? Long.MAX_VALUE : parameter.max(),
                                !parameter.isRequired(),
                                false))
                        .build();
            default -> builder.build();
        };
    }

    /**
     * Runs the operation.
     *
     * @throws OperationFailedException if a parameter is missing or has a wrong value, and then the MBean is not
     *     called; or if the MBean refuses
     */
    ModelNode run(WardenMBeanClient warden, OperationContext context, ModelNode request)
            throws OperationFailedException {
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            arguments.add(argument(parameter, definition(parameter).resolveModelAttribute(context, request)));
        }
        int seconds =
                isWaitedFor() ? WAIT.resolveModelAttribute(context, request).asInt() : 0;
        ModelNode replied = isOfFleet(context, request)
                ? warden.askFleet(
                        operation, NODE.resolveModelAttribute(context, request).asString(""))
                : warden.ask(operation, arguments.toArray());
        ModelNode reply = checked(replied, context, request);
        return operation.followedBy() == null ? reply : KillWait.await(seconds, () -> state(warden, reply.asString()));
    }

    private boolean isOfFleet(OperationContext context, ModelNode request) throws OperationFailedException {
        if (operation.replyOfFleet() == null) {
            return false;
        }
        String scope = SCOPE.resolveModelAttribute(context, request).asString();
        if (scope.equalsIgnoreCase(FLEET)) {
            return true;
        }
        if (!scope.equalsIgnoreCase(SERVER)) {
            throw new OperationFailedException("There is no scope " + scope + ": use SERVER or FLEET.");
        }
        if (NODE.resolveModelAttribute(context, request).isDefined()) {
            throw new OperationFailedException("To name a node, add scope=FLEET.");
        }
        return false;
    }

    /** The one node of a domain that is meant; empty for all. */
    String nodeInDomain(OperationContext context, ModelNode request) throws OperationFailedException {
        String scope = DOMAIN_SCOPE.resolveModelAttribute(context, request).asString();
        if (!scope.equalsIgnoreCase(FLEET)) {
            throw new OperationFailedException("A profile is no server, and its scope is always FLEET. One server"
                    + " answers at its own address, /host=HOST/server=SERVER/subsystem=poolwarden.");
        }
        return NODE.resolveModelAttribute(context, request).asString("");
    }

    /**
     * Runs the operation for one pool.
     *
     * @throws OperationFailedException as for {@link #run}, or if there is no such pool
     */
    ModelNode runForPool(WardenMBeanClient warden, OperationContext context, ModelNode request)
            throws OperationFailedException {
        return checked(warden.askOfPool(context.getCurrentAddressValue(), operation), context, request);
    }

    /** @throws OperationFailedException if it is a list that lacks something, which the request does not allow */
    ModelNode checked(ModelNode reply, OperationContext context, ModelNode request) throws OperationFailedException {
        return operation.reply().isList()
                ? ModelList.checked(
                        reply,
                        ModelList.ALLOW_INCOMPLETE
                                .resolveModelAttribute(context, request)
                                .asBoolean())
                : reply;
    }

    /** The argument for the MBean, which has no optional parameters: a text that is not given becomes empty. */
    private static Object argument(Parameter parameter, ModelNode value) {
        return switch (parameter.type()) {
            case INT -> (Object) value.asInt();
            case LONG -> value.asLong();
            default -> value.asString("");
        };
    }

    /**
     * The state of what was begun. If it cannot be read, the reply has the id all the same, because the request was
     * accepted.
     */
    private ModelNode state(WardenMBeanClient warden, String id) {
        try {
            return warden.ask(operation.followedBy(), id);
        } catch (OperationFailedException e) {
            ModelNode requested = new ModelNode();
            String key = reply().reply().entity().keys().get(0);
            requested.get(Spelling.hyphenated(key)).set(id);
            requested.get("message").set("Requested; its state could not be read: " + e.getMessage());
            return requested;
        }
    }
}
