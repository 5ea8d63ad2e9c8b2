package org.poolwarden.jmx.open;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenType;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Spelling;
import org.poolwarden.logging.Messages;

/**
 * An MBean of the contract. Its attributes are the fields of an entity. It is no MXBean, because the tables of an
 * MXBean cannot have keys and their columns cannot have descriptions. It has no overloads, so a name is one operation.
 * Failures are translated by {@link JmxErrors}.
 */
public final class OpenBean extends NotificationBroadcasterSupport implements DynamicMBean {

    private final Callable<EntityRecord> status;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, TunableAttribute> tunables = new LinkedHashMap<>();
    private final Map<String, OpenOperation> operations = new LinkedHashMap<>();
    private final MBeanInfo info;

    /**
     * Describes the MBean.
     *
     * @param status reads the current record. It must ask no database, because every console reads all attributes again
     *     and again. If it returns null, every attribute is null
     */
    public OpenBean(
            String className,
            String text,
            Entity entity,
            Callable<EntityRecord> status,
            List<TunableAttribute> tunables,
            List<OpenOperation> operations,
            MBeanNotificationInfo... notifications) {
        super(new SequentialExecutor(), notifications);
        this.status = status;
        entity.fields().forEach(field -> fields.put(Spelling.upperCamel(field.name()), field));
        tunables.forEach(attribute -> put(this.tunables, attribute.name(), attribute));
        operations.forEach(operation -> put(this.operations, operation.name(), operation));
        this.info = new MBeanInfo(
                className,
                text,
                Stream.concat(
                                fields.values().stream().map(OpenBean::info),
                                tunables.stream().map(TunableAttribute::info))
                        .toArray(MBeanAttributeInfo[]::new),
                null,
                operations.stream().map(OpenOperation::info).toArray(MBeanOperationInfo[]::new),
                notifications);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        if (!fields.containsKey(name)) {
            return tunable(name).value();
        }
        return value(JmxErrors.to(status), name);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException, InvalidAttributeValueException {
        if (fields.containsKey(attribute.getName())) {
            throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
        }
        tunable(attribute.getName()).take(attribute.getValue());
    }

    /** The attributes, all from one record. What cannot be read is left out, as the interface requires. */
    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList list = new AttributeList();
        List<String> ofStatus = Arrays.stream(names).filter(fields::containsKey).toList();
        if (!ofStatus.isEmpty()) {
            try {
                EntityRecord record = JmxErrors.to(status);
                ofStatus.forEach(name -> list.add(new Attribute(name, value(record, name))));
            } catch (RuntimeException e) {
                Messages.LOG.debug("The attributes", e);
            }
        }
        for (String name : names) {
            if (!fields.containsKey(name)) {
                try {
                    list.add(new Attribute(name, tunable(name).value()));
                } catch (AttributeNotFoundException | RuntimeException e) {
                    Messages.LOG.debug(name, e);
                }
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
        OpenOperation operation = operations.get(name);
        String[] given = signature == null ? new String[0] : signature;
        if (operation == null || !operation.hasSignature(given)) {
            throw new ReflectionException(new NoSuchMethodException(name + Arrays.toString(given)));
        }
        return operation.invoke(arguments == null ? new Object[0] : arguments);
    }

    private Object value(EntityRecord record, String name) {
        return record == null ? null : Types.value(record.get(fields.get(name).name()));
    }

    private TunableAttribute tunable(String name) throws AttributeNotFoundException {
        TunableAttribute attribute = tunables.get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException(name);
        }
        return attribute;
    }

    private static MBeanAttributeInfo info(Field field) {
        OpenType<?> type = Types.of(field.type());
        return new MBeanAttributeInfo(
                Spelling.upperCamel(field.name()),
                type.getClassName(),
                field.text("Null"),
                true,
                false,
                false,
                Types.descriptor(type));
    }

    private static <T> void put(Map<String, T> map, String name, T value) {
        if (map.put(name, value) != null) {
            throw new IllegalArgumentException(name + " twice");
        }
    }
}
