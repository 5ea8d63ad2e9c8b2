package org.poolwarden.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.management.Descriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularType;

/** Walks an MBean's info: everything has a sentence and an open type, down to the columns. */
final class Described {

    private Described() {}

    static void check(MBeanInfo info) {
        text("the bean", info.getDescription());
        assertTrue(info.getAttributes().length > 0);
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            text(attribute.getName(), attribute.getDescription());
            type(attribute.getName(), attribute.getType(), attribute.getDescriptor());
        }
        for (MBeanOperationInfo operation : info.getOperations()) {
            text(operation.getName(), operation.getDescription());
            type(operation.getName(), operation.getReturnType(), operation.getDescriptor());
            assertNotEquals(MBeanOperationInfo.UNKNOWN, operation.getImpact(), operation.getName());
            for (MBeanParameterInfo parameter : operation.getSignature()) {
                String name = operation.getName() + "." + parameter.getName();
                text(name, parameter.getDescription());
                assertFalse(parameter.getName().matches("p\\d+"), name);
                assertNotNull(parameter.getDescriptor().getFieldValue("openType"), name);
            }
        }
        for (MBeanNotificationInfo notification : info.getNotifications()) {
            text("notification", notification.getDescription());
        }
    }

    private static void type(String name, String className, Descriptor descriptor) {
        OpenType<?> type = assertInstanceOf(OpenType.class, descriptor.getFieldValue("openType"), name);
        assertEquals(type.getClassName(), className, name);
        if (type instanceof TabularType table) {
            columns(name, table.getRowType());
        } else if (type instanceof CompositeType row) {
            columns(name, row);
        }
    }

    private static void columns(String name, CompositeType row) {
        text(name, row.getDescription());
        row.keySet().forEach(column -> text(name + "." + column, row.getDescription(column)));
    }

    private static void text(String name, String text) {
        assertNotNull(text, name);
        assertNotEquals(name, text);
        assertTrue(text.matches("(?s).{3,}[.)]|.*\\.\\.\\."), name + ": " + text);
    }
}
