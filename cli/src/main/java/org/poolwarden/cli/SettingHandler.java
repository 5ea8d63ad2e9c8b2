package org.poolwarden.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.jboss.as.controller.AbstractWriteAttributeHandler;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;

/**
 * Passes the attributes to the EAR: as system properties for its next deployment, and through its MBean if it runs now.
 * When an attribute is undefined again, its property gets back the value that it had before the subsystem set it.
 */
final class SettingHandler extends AbstractWriteAttributeHandler<Object> {

    private final WardenMBeanClient warden;
    /** The values of the properties before the subsystem set them; null if a property had none. */
    private final Map<SettingAttribute, String> before = new HashMap<>();

    @SuppressWarnings("removal") // the one without an argument came with WildFly Core 27
    SettingHandler(WardenMBeanClient warden) {
        super(SettingAttribute.definitions());
        this.warden = warden;
    }

    /** Passes all of them on. */
    void addRuntime(OperationContext context, ModelNode model) throws OperationFailedException {
        for (SettingAttribute setting : SettingAttribute.ALL) {
            apply(setting, setting.definition().resolveModelAttribute(context, model));
        }
    }

    /** Takes all of them back. */
    void removeRuntime() {
        for (SettingAttribute setting : SettingAttribute.ALL) {
            property(setting, new ModelNode());
        }
    }

    @Override
    protected boolean applyUpdateToRuntime(
            OperationContext context,
            ModelNode operation,
            String attribute,
            ModelNode resolved,
            ModelNode current,
            HandbackHolder<Object> handback)
            throws OperationFailedException {
        SettingAttribute setting = SettingAttribute.find(attribute).orElseThrow();
        handback.setHandback(apply(setting, resolved));
        boolean atOnce = resolved.isDefined() && setting.beanAttribute() != null;
        if (!atOnce && warden.isDeployed()) {
            context.addResponseWarning(
                    Level.WARNING,
                    attribute + " counts from the next deployment of poolwarden.ear on: deploy it again, or reload the"
                            + " server.");
        }
        return false;
    }

    @Override
    protected void revertUpdateToRuntime(
            OperationContext context,
            ModelNode operation,
            String attribute,
            ModelNode valueToRestore,
            ModelNode valueToRevert,
            Object handback)
            throws OperationFailedException {
        SettingAttribute setting = SettingAttribute.find(attribute).orElseThrow();
        property(setting, valueToRestore.resolve());
        if (handback != null && warden.isDeployed()) {
            warden.write(setting.beanAttribute(), handback);
        }
    }

    /**
     * Tells the MBean first, because it may refuse the value. Undefining an attribute counts from the next deployment.
     *
     * @return the earlier value of the MBean's attribute; null if the MBean was not told
     */
    private Object apply(SettingAttribute setting, ModelNode value) throws OperationFailedException {
        Object old = null;
        if (value.isDefined() && setting.beanAttribute() != null && warden.isDeployed()) {
            old = warden.read(setting.beanAttribute());
            warden.write(setting.beanAttribute(), setting.beanValue(value));
        }
        property(setting, value);
        return old;
    }

    private synchronized void property(SettingAttribute setting, ModelNode value) {
        if (value.isDefined()) {
            String old = System.getProperty(setting.property());
            before.putIfAbsent(setting, old == null ? "" : old);
            System.setProperty(setting.property(), setting.propertyValue(value));
        } else if (before.containsKey(setting)) {
            String old = before.remove(setting);
            if (old.isEmpty()) {
                System.clearProperty(setting.property());
            } else {
                System.setProperty(setting.property(), old);
            }
        }
    }
}
