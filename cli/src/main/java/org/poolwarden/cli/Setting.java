package org.poolwarden.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.as.controller.AbstractAttributeDefinitionBuilder;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.StringListAttributeDefinition;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.operations.validation.IntRangeValidator;
import org.jboss.as.controller.operations.validation.StringAllowedValuesValidator;
import org.jboss.as.controller.operations.validation.StringLengthValidator;
import org.jboss.as.controller.registry.AttributeAccess;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;

/**
 * The settings as attributes. An attribute that is undefined leaves the EAR to its own sources and defaults; a defined
 * one becomes the system property of the same meaning, which the EAR reads when it is deployed, and is told to a
 * running EAR where that can change it.
 */
enum Setting {
    GUARD_DATASOURCES(names()),
    GUARD_SCHEMA(text("guard-schema", 128)),
    SUSPECT_AFTER(seconds("suspect-after", 1, 604_800), "SuspectAfterSeconds"),
    BUSY_GRACE(seconds("busy-grace", 0, 86_400), "BusyGraceSeconds"),
    SCAN_EVERY(seconds("scan-every", 1, 3600), "ScanEverySeconds"),
    TRACKING(tracking(), "Tracking"),
    MARK(text("mark", 48)),
    ORPHAN_AFTER(seconds("orphan-after", 1, 604_800)),
    KILL_STUCK(seconds("kill-stuck", 1, 86_400)),
    KILL_TIMEOUT(seconds("kill-timeout", 1, 2_592_000)),
    KILL_POLL(number("kill-poll", 50, 60_000, MeasurementUnit.MILLISECONDS)),
    HISTORY_SIZE(number("history-size", 1, 100_000, MeasurementUnit.NONE));

    private final AttributeDefinition definition;
    private final String beanAttribute;

    Setting(AbstractAttributeDefinitionBuilder<?, ? extends AttributeDefinition> definition) {
        this(definition, null);
    }

    /** @param beanAttribute of the MBean, by which a running EAR is told; null where only the next deployment reads */
    Setting(AbstractAttributeDefinitionBuilder<?, ? extends AttributeDefinition> definition, String beanAttribute) {
        // The EAR is the service of this resource. No reload is asked for: deploying the EAR again is enough.
        definition.setFlags(
                beanAttribute == null
                        ? AttributeAccess.Flag.RESTART_RESOURCE_SERVICES
                        : AttributeAccess.Flag.RESTART_NONE);
        this.definition = definition.build();
        this.beanAttribute = beanAttribute;
    }

    static List<AttributeDefinition> definitions() {
        return Arrays.stream(values()).map(Setting::definition).toList();
    }

    static Setting of(String attribute) {
        return Arrays.stream(values())
                .filter(setting -> setting.definition.getName().equals(attribute))
                .findFirst()
                .orElseThrow();
    }

    AttributeDefinition definition() {
        return definition;
    }

    String property() {
        return "poolwarden." + definition.getName();
    }

    /** Null where only the next deployment reads it. */
    String beanAttribute() {
        return beanAttribute;
    }

    /** As the MBean wants it. */
    Object beanValue(ModelNode value) {
        return this == TRACKING ? value.asString() : (Object) value.asLong();
    }

    /** As the property wants it. */
    String propertyValue(ModelNode value) {
        if (this == GUARD_DATASOURCES) {
            return value.asList().stream().map(ModelNode::asString).collect(Collectors.joining(","));
        }
        if (this == KILL_POLL) {
            return Duration.ofMillis(value.asLong()).toString();
        }
        boolean isTime = definition.getMeasurementUnit() == MeasurementUnit.SECONDS;
        return isTime ? Duration.ofSeconds(value.asLong()).toString() : value.asString();
    }

    private static StringListAttributeDefinition.Builder names() {
        return new StringListAttributeDefinition.Builder("guard-datasources")
                .setRequired(false)
                .setAllowExpression(true);
    }

    private static SimpleAttributeDefinitionBuilder text(String name, int longest) {
        return new SimpleAttributeDefinitionBuilder(name, ModelType.STRING, true)
                .setAllowExpression(true)
                .setValidator(new StringLengthValidator(1, longest, true, true));
    }

    private static SimpleAttributeDefinitionBuilder tracking() {
        return new SimpleAttributeDefinitionBuilder("tracking", ModelType.STRING, true)
                .setAllowExpression(true)
                .setValidator(new StringAllowedValuesValidator("OFF", "STAMP", "SITES"));
    }

    private static SimpleAttributeDefinitionBuilder seconds(String name, int least, int most) {
        return number(name, least, most, MeasurementUnit.SECONDS);
    }

    private static SimpleAttributeDefinitionBuilder number(String name, int least, int most, MeasurementUnit unit) {
        return new SimpleAttributeDefinitionBuilder(name, ModelType.INT, true)
                .setAllowExpression(true)
                .setMeasurementUnit(unit)
                .setValidator(new IntRangeValidator(least, most, true, true));
    }
}
