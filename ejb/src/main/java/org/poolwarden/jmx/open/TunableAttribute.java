package org.poolwarden.jmx.open;

import javax.management.InvalidAttributeValueException;
import javax.management.MBeanAttributeInfo;
import javax.management.openmbean.OpenType;
import org.poolwarden.contract.FieldType;

/**
 * An attribute that can be read and set.
 *
 * @param description what it means, in one or two sentences
 */
public record TunableAttribute(String name, FieldType type, String description, Get get, Set set) {

    MBeanAttributeInfo info() {
        OpenType<?> open = Types.of(type);
        return new MBeanAttributeInfo(
                name, open.getClassName(), description, true, true, false, Types.descriptor(open));
    }

    Object value() {
        return JmxErrors.to(get::get);
    }

    void take(Object value) throws InvalidAttributeValueException {
        OpenType<?> open = Types.of(type);
        if (value == null || !open.isValue(value)) {
            throw new InvalidAttributeValueException(name + " wants a value of type " + open.getClassName());
        }
        JmxErrors.to(() -> {
            set.set(value);
            return null;
        });
    }

    /** Reads the value. It must ask no database, because every console reads all attributes again and again. */
    public interface Get {
        Object get() throws Exception;
    }

    /** Sets a value of the attribute's type. */
    public interface Set {
        void set(Object value) throws Exception;
    }
}
