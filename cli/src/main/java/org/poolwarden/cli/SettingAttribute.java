package org.poolwarden.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import org.poolwarden.contract.Spelling;
import org.poolwarden.settings.Setting;

/**
 * A setting as an attribute. A defined attribute becomes the system property of that setting, which the EAR reads when
 * it is deployed. A running EAR is told too, if it can change the setting. While the attribute is undefined, the EAR
 * uses its other sources and its defaults.
 */
record SettingAttribute(Setting setting, AttributeDefinition definition) {

    static final List<SettingAttribute> ALL =
            Arrays.stream(Setting.values()).map(SettingAttribute::of).toList();

    static List<AttributeDefinition> definitions() {
        return ALL.stream().map(SettingAttribute::definition).toList();
    }

    /** The setting with an attribute of this name. Empty if there is none. */
    static Optional<SettingAttribute> find(String attribute) {
        return ALL.stream()
                .filter(setting -> setting.definition.getName().equals(attribute))
                .findFirst();
    }

    private static SettingAttribute of(Setting setting) {
        // The EAR is the service of this resource. No reload is required, because deploying the EAR again is enough.
        return new SettingAttribute(
                setting,
                builder(setting)
                        .setFlags(
                                setting.isDynamic()
                                        ? AttributeAccess.Flag.RESTART_NONE
                                        : AttributeAccess.Flag.RESTART_RESOURCE_SERVICES)
                        .build());
    }

    private static AbstractAttributeDefinitionBuilder<?, ? extends AttributeDefinition> builder(Setting setting) {
        String name = setting.key().substring(setting.key().indexOf('.') + 1);
        return switch (setting) {
            case GUARD_DATASOURCES ->
                new StringListAttributeDefinition.Builder(name)
                        .setRequired(false)
                        .setAllowExpression(true);
            case GUARD_SCHEMA -> text(name).setValidator(new StringLengthValidator(1, 128, true, true));
            case MARK -> text(name).setValidator(new StringLengthValidator(1, 48, true, true));
            case PINS -> text(name);
            case TRACE_URL -> text(name).setValidator(new StringLengthValidator(1, 2_000, true, true));
            case HEALTH ->
                text(name).setValidator(new StringAllowedValuesValidator("informational", "fail-when-exhausted"));
            case FLEET_OPERATORS -> text(name);
            case FLEET -> text(name).setValidator(new StringAllowedValuesValidator("AUTO", "ALONE"));
            case SCAN_SHARING -> text(name).setValidator(new StringAllowedValuesValidator("OFF", "ON"));
            case TRACKING -> text(name).setValidator(new StringAllowedValuesValidator("OFF", "STAMP", "SITES"));
            default ->
                new SimpleAttributeDefinitionBuilder(name, ModelType.INT, true)
                        .setAllowExpression(true)
                        .setMeasurementUnit(unit(setting))
                        .setValidator(new IntRangeValidator(
                                number(setting, setting.min()), number(setting, setting.max()), true, true));
        };
    }

    private static SimpleAttributeDefinitionBuilder text(String name) {
        return new SimpleAttributeDefinitionBuilder(name, ModelType.STRING, true).setAllowExpression(true);
    }

    /** The unit of a duration: seconds, or milliseconds if the setting may be less than a second. */
    private static MeasurementUnit unit(Setting setting) {
        if (!setting.isDuration()) {
            return MeasurementUnit.NONE;
        }
        return Duration.parse(setting.min()).getNano() == 0 ? MeasurementUnit.SECONDS : MeasurementUnit.MILLISECONDS;
    }

    /** The value in the attribute's unit. */
    private static int number(Setting setting, String value) {
        if (!setting.isDuration()) {
            return Integer.parseInt(value);
        }
        Duration duration = Duration.parse(value);
        return Math.toIntExact(unit(setting) == MeasurementUnit.SECONDS ? duration.toSeconds() : duration.toMillis());
    }

    String description() {
        String value = setting.isDuration()
                ? number(setting, setting.defaultValue()) + " "
                        + unit(setting).getName().toLowerCase(Locale.ROOT)
                : setting.defaultValue();
        return setting.description() + " Default: " + value + ". "
                + (setting.isDynamic()
                        ? "A new value counts at once. Undefining it counts from the next deployment of Poolwarden."
                        : "It is read when Poolwarden is deployed.");
    }

    /** The name of the system property. */
    String property() {
        return setting.key();
    }

    /**
     * The MBean's attribute through which a running EAR is told. Null if only the next deployment reads the setting.
     */
    String beanAttribute() {
        if (!setting.isDynamic()) {
            return null;
        }
        String name = Spelling.upperCamel(Spelling.camel(definition.getName()));
        return setting.isDuration() ? name + "Seconds" : name;
    }

    /** The value for the MBean's attribute. */
    Object beanValue(ModelNode value) {
        return setting.isDuration() ? (Object) value.asLong() : value.asString();
    }

    /** The value for the system property. */
    String propertyValue(ModelNode value) {
        if (setting == Setting.GUARD_DATASOURCES) {
            return value.asList().stream().map(ModelNode::asString).collect(Collectors.joining(","));
        }
        if (!setting.isDuration()) {
            return value.asString();
        }
        boolean inSeconds = unit(setting) == MeasurementUnit.SECONDS;
        return (inSeconds ? Duration.ofSeconds(value.asLong()) : Duration.ofMillis(value.asLong())).toString();
    }
}
