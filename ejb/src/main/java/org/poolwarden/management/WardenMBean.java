package org.poolwarden.management;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/**
 * The MXBean with descriptions, parameter names and impacts. Without an impact WildFly's rbac takes every operation for
 * a write and keeps it from a Monitor.
 */
final class WardenMBean extends StandardMBean {

    WardenMBean(WardenMXBean bean) {
        super(bean, WardenMXBean.class, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return Text.BEAN;
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return Text.ATTRIBUTES.get(info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return operation(info).text();
    }

    @Override
    protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return operation(info).parameters().get(sequence).text();
    }

    @Override
    protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return operation(info).parameters().get(sequence).name();
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return operation(info).impact();
    }

    private static Text.Operation operation(MBeanOperationInfo info) {
        return Text.OPERATIONS.get(info.getName());
    }
}
