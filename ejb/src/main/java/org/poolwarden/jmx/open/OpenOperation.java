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
    private final Run run;

    public OpenOperation(Operation operation, String description, Run run) {
        this.operation = operation;
        this.description = description;
        this.run = run;
    }

    String name() {
        return operation.camelName();
    }

    boolean hasSignature(String... signature) {
        return Arrays.equals(
                signature,
                operation.parameters().stream()
                        .map(parameter -> Types.parameterClass(parameter.type()))
                        .toArray(String[]::new));
    }

    MBeanOperationInfo info() {
        boolean reads = operation.access() == Operation.Access.READ;
        OpenType<?> reply = replyType(operation.reply());
        return new MBeanOperationInfo(
                name(),
                description,
                operation.parameters().stream().map(OpenOperation::info).toArray(MBeanParameterInfo[]::new),
                reply.getClassName(),
                // This is what WildFly's access control goes by: a Monitor may not call an ACTION.
                reads ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION,
                Types.descriptor(reply));
    }

    /** @throws IllegalArgumentException if an argument is missing or of another type */
    Object invoke(Object... arguments) {
        List<Parameter> parameters = operation.parameters();
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

    private Object open(Object reply) {
        Reply wanted = operation.reply();
        if (wanted.isList()) {
            return OpenList.of(wanted).of((RecordList) reply);
        }
        return wanted.entity() == null
                ? Types.value(reply)
                : OpenTypes.of(wanted.entity()).row((EntityRecord) reply);
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
