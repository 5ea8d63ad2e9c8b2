package org.poolwarden.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.as.controller.descriptions.ModelDescriptionConstants;
import org.jboss.as.controller.descriptions.SubsystemResourceDescriptionResolver;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Spelling;

/**
 * Describes resources, operations and fields with the texts of the contract. LocalDescriptions.properties has only what
 * the contract does not know: the resources themselves, how they are added and removed, and the parameter that only
 * this interface has.
 */
final class ContractDescriptions extends SubsystemResourceDescriptionResolver {

    private static final Pattern CAMEL = Pattern.compile("\\b[a-z][a-z0-9]*(?:[A-Z][a-z0-9]+)+\\b");

    private static final String SCOPE = "scope";
    private static final String SCOPE_OF_DOMAIN = "FLEET, which is every server of the domain.";

    private final Entity attributes;
    private final Function<WardenOperation, String> ofOperation;
    private final boolean isOfDomain;

    private ContractDescriptions(
            String prefix, Entity attributes, Function<WardenOperation, String> ofOperation, boolean isOfDomain) {
        super(prefix, PoolwardenExtension.class);
        this.attributes = attributes;
        this.ofOperation = ofOperation;
        this.isOfDomain = isOfDomain;
    }

    static ContractDescriptions ofSubsystem() {
        return new ContractDescriptions(PoolwardenExtension.NAME, Entity.STATUS, WardenOperation::description, false);
    }

    static ContractDescriptions ofPool() {
        return new ContractDescriptions(
                PoolwardenExtension.NAME + "." + PoolResources.TYPE,
                Entity.POOL_STATUS,
                WardenOperation::descriptionForPool,
                false);
    }

    /** Of the operations that the domain controller runs. */
    static ContractDescriptions ofDomain() {
        return new ContractDescriptions(
                PoolwardenExtension.NAME, Entity.STATUS, WardenOperation::descriptionOfDomain, true);
    }

    /**
     * The same text with the names of the contract as they are typed on the command line: {@code kill-state} for
     * killState.
     */
    static String spelled(String text) {
        return CAMEL.matcher(text).replaceAll(name -> Spelling.hyphenated(name.group()));
    }

    @Override
    public String getResourceAttributeDescription(String name, Locale locale, ResourceBundle bundle) {
        return SettingAttribute.find(name)
                .filter(setting -> attributes == Entity.STATUS)
                .map(SettingAttribute::description)
                .orElseGet(() -> field(attributes, name));
    }

    @Override
    public String getOperationDescription(String name, Locale locale, ResourceBundle bundle) {
        return operation(name).map(ofOperation).orElseGet(() -> super.getOperationDescription(name, locale, bundle));
    }

    @Override
    public String getOperationParameterDescription(
            String operation, String parameter, Locale locale, ResourceBundle bundle) {
        if (operation.equals(ModelDescriptionConstants.ADD)) {
            return getResourceAttributeDescription(parameter, locale, bundle);
        }
        if (isOfDomain && parameter.equals(SCOPE)) {
            return SCOPE_OF_DOMAIN;
        }
        return operation(operation)
                .flatMap(known -> known.parameterDescription(parameter))
                .orElseGet(() -> super.getOperationParameterDescription(operation, parameter, locale, bundle));
    }

    @Override
    public String getOperationReplyDescription(String name, Locale locale, ResourceBundle bundle) {
        return operation(name)
                .map(operation -> operation.reply().description())
                .orElseGet(() -> super.getOperationReplyDescription(name, locale, bundle));
    }

    @Override
    public String getOperationReplyValueTypeDescription(
            String operation, Locale locale, ResourceBundle bundle, String... column) {
        Entity replied = operation(operation).orElseThrow().reply().reply().entity();
        return field(replied, String.join(".", column));
    }

    private static Optional<WardenOperation> operation(String name) {
        return WardenOperation.ALL.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst();
    }

    private static String field(Entity entity, String name) {
        Field field = entity.field(Spelling.camel(name));
        return spelled(field.text("Undefined"));
    }
}
