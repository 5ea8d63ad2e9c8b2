package org.poolwarden.jmx.open;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.ImmutableDescriptor;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenType;
import org.poolwarden.logging.Messages;

/**
 * An MBean that is put together from described attributes and operations. Written by hand and not by an MXBean
 * interface, because there a table cannot have a key of its own and no column can say what it is. It has no overloads:
 * a name is one operation. Failures leave as {@link JmxErrors} translates them.
 */
public final class OpenBean extends NotificationBroadcasterSupport implements DynamicMBean {

    private final Map<String, Attr> attributes = new LinkedHashMap<>();
    private final Map<String, Op> operations = new LinkedHashMap<>();
    private final MBeanInfo info;

    public OpenBean(
            String className, String text, List<Attr> attributes, List<Op> operations, MBeanNotificationInfo... tells) {
        super(new SequentialExecutor(), tells);
        attributes.forEach(attribute -> put(this.attributes, attribute.name(), attribute));
        operations.forEach(operation -> put(this.operations, operation.name(), operation));
        this.info = new MBeanInfo(
                className,
                text,
                attributes.stream().map(Attr::info).toArray(MBeanAttributeInfo[]::new),
                null,
                operations.stream().map(Op::info).toArray(MBeanOperationInfo[]::new),
                tells);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        return JmxErrors.to(found(name).get()::get);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException, InvalidAttributeValueException {
        Attr found = found(attribute.getName());
        if (found.set() == null) {
            throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
        }
        if (attribute.getValue() == null || !found.type().isValue(attribute.getValue())) {
            throw new InvalidAttributeValueException(attribute.getName() + " wants a value of type "
                    + found.type().getClassName());
        }
        JmxErrors.to(() -> {
            found.set().set(attribute.getValue());
            return null;
        });
    }

    /** What cannot be read is left out, as the interface wants it. */
    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList list = new AttributeList();
        for (String name : names) {
            try {
                list.add(new Attribute(name, getAttribute(name)));
            } catch (AttributeNotFoundException | RuntimeException e) {
                Messages.LOG.debug(name, e);
            }
        }
        return list;
    }

    @Override
    public AttributeList setAttributes(AttributeList wanted) {
        AttributeList list = new AttributeList();
        for (Attribute attribute : wanted.asList()) {
            try {
                setAttribute(attribute);
                list.add(attribute);
            } catch (AttributeNotFoundException | InvalidAttributeValueException | RuntimeException e) {
                Messages.LOG.debug(attribute.getName(), e);
            }
        }
        return list;
    }

    @Override
    public Object invoke(String name, Object[] arguments, String[] signature) throws ReflectionException {
        Op operation = operations.get(name);
        String[] given = signature == null ? new String[0] : signature;
        if (operation == null || !Arrays.equals(operation.signature(), given)) {
            throw new ReflectionException(new NoSuchMethodException(name + Arrays.toString(given)));
        }
        Object[] values = arguments == null ? new Object[0] : arguments;
        for (int i = 0; i < operation.parameters().size(); i++) {
            Param parameter = operation.parameters().get(i);
            boolean missing = values[i] == null && parameter.type() != Types.TEXT;
            if (missing || (values[i] != null && !parameter.type().isValue(values[i]))) {
                throw new IllegalArgumentException(
                        Messages.LOG.wrongArgument(name, parameter.name(), parameter.text()));
            }
        }
        return JmxErrors.to(() -> operation.run().run(values));
    }

    private Attr found(String name) throws AttributeNotFoundException {
        Attr attribute = attributes.get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException(name);
        }
        return attribute;
    }

    private static <T> void put(Map<String, T> map, String name, T value) {
        if (map.put(name, value) != null) {
            throw new IllegalArgumentException("twice: " + name);
        }
    }

    /** Reads a value; it must not ask a database, for every console reads all of them again and again. */
    public interface Get {
        Object get() throws Exception;
    }

    /** Takes a value of the attribute's type. */
    public interface Set {
        void set(Object value) throws Exception;
    }

    /** Gets values of the parameters' types, none null but a text. */
    public interface Run {
        Object run(Object[] arguments) throws Exception;
    }

    /** @param set null for one that cannot be set */
    public record Attr(String name, OpenType<?> type, String text, Get get, Set set) {

        private MBeanAttributeInfo info() {
            return new MBeanAttributeInfo(name, type.getClassName(), text, true, set != null, false, open(type));
        }
    }

    /** @param impact {@link MBeanOperationInfo#INFO} or ACTION: what WildFly's rbac goes by */
    public record Op(String name, int impact, OpenType<?> answer, String text, List<Param> parameters, Run run) {

        private String[] signature() {
            return parameters.stream().map(Param::className).toArray(String[]::new);
        }

        private MBeanOperationInfo info() {
            List<MBeanParameterInfo> infos = new ArrayList<>();
            parameters.forEach(parameter -> infos.add(parameter.info()));
            return new MBeanOperationInfo(
                    name, text, infos.toArray(MBeanParameterInfo[]::new), answer.getClassName(), impact, open(answer));
        }
    }

    /** One parameter. Numbers are primitive: they are always given. */
    public record Param(String name, OpenType<?> type, String text) {

        private String className() {
            return type == Types.LONG
                    ? long.class.getName()
                    : type == Types.INT ? int.class.getName() : type.getClassName();
        }

        private MBeanParameterInfo info() {
            return new MBeanParameterInfo(name, className(), text, open(type));
        }
    }

    private static ImmutableDescriptor open(OpenType<?> type) {
        return new ImmutableDescriptor(new String[] {"openType"}, new Object[] {type});
    }
}
