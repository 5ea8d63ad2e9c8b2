package org.poolwarden.jmx.open;

import java.util.Arrays;
import java.util.List;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.openmbean.OpenType;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Parameter;
import org.poolwarden.contract.Reply;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.logging.Messages;

/** One operation of the contract, with what is to be done for it. */
public final class OpenOperation {

    private final Operation operation;
    private final String description;
    private final List<Parameter> parameters;
    private final Reply reply;
    private final Run run;

    /** Of one server, or of one of its pools. */
    public OpenOperation(Operation operation, String description, Run run) {
        this(operation, description, operation.parameters(), operation.reply(), run);
    }

    private OpenOperation(Operation operation, String description, List<Parameter> parameters, Reply reply, Run run) {
        this.operation = operation;
        this.description = description;
        this.parameters = parameters;
        this.reply = reply;
        this.run = run;
    }

    /** Of all nodes, or of one that is named. */
    public static OpenOperation ofFleet(Operation operation, Run run) {
        return new OpenOperation(
                operation, operation.descriptionOfFleet(), List.of(Operation.node()), operation.replyOfFleet(), run);
    }

    String name() {
        return operation.camelName();
    }

    boolean hasSignature(String... signature) {
        return Arrays.equals(
                signature,
                parameters.stream()
                        .map(parameter -> Types.parameterClass(parameter.type()))
                        .toArray(String[]::new));
    }

    MBeanOperationInfo info() {
        boolean reads = operation.access() == Operation.Access.READ;
        OpenType<?> type = replyType(reply);
        return new MBeanOperationInfo(
                name(),
                description,
                parameters.stream().map(OpenOperation::info).toArray(MBeanParameterInfo[]::new),
                type.getClassName(),
                // This is what WildFly's access control goes by: a Monitor may not call an ACTION.
                reads ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION,
                Types.descriptor(type));
    }

    /** @throws IllegalArgumentException if an argument is missing or of another type */
    Object invoke(Object... arguments) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            OpenType<?> type = Types.of(parameter.type());
            boolean missing = arguments[i] == null && !String.class.getName().equals(type.getClassName());
            if (missing || arguments[i] != null && !type.isValue(arguments[i])) {
                throw new IllegalArgumentException(Messages.LOG
                        .wrongArgument(name(), parameter.name(), parameter.description())
                        .toString());
            }
        }
        return JmxErrors.to(() -> open(run.run(Given.of(parameters, arguments))));
    }

    private Object open(Object replied) {
        if (reply.isList()) {
            return OpenList.of(reply).of((RecordList) replied);
        }
        return reply.entity() == null
                ? Types.value(replied)
                : OpenTypes.of(reply.entity()).row((EntityRecord) replied);
    }

    private static OpenType<?> replyType(Reply reply) {
        if (reply.isList()) {
            return OpenList.of(reply).type();
        }
        return reply.entity() == null
                ? Types.of(reply.type())
                : OpenTypes.of(reply.entity()).row();
    }

    private static MBeanParameterInfo info(Parameter parameter) {
        return new MBeanParameterInfo(
                parameter.name(),
                Types.parameterClass(parameter.type()),
                parameter.description(),
                Types.descriptor(Types.of(parameter.type())));
    }

    /** What is to be done: it replies what the contract says, in the types of the contract. */
    public interface Run {
        Object run(Given given) throws Exception;
    }
}
