package org.poolwarden.jmx;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.poolwarden.contract.FieldType;
import org.poolwarden.contract.Spelling;
import org.poolwarden.jmx.open.TunableAttribute;
import org.poolwarden.settings.Setting;

/** The settings that may change while Poolwarden runs, as attributes. A duration is a number of seconds. */
final class TunableAttributes {

    private TunableAttributes() {}

    static List<TunableAttribute> of(ManagementContext core) {
        return Arrays.stream(Setting.values())
                .filter(Setting::isDynamic)
                .map(setting -> of(core, setting))
                .toList();
    }

    private static TunableAttribute of(ManagementContext core, Setting setting) {
        boolean isDuration = setting.isDuration();
        String name = Spelling.upperCamel(Spelling.camel(setting.name()));
        return new TunableAttribute(
                isDuration ? name + "Seconds" : name,
                isDuration ? FieldType.LONG : FieldType.TEXT,
                setting.description() + (isDuration ? " In seconds." : "")
                        + " A new value counts at once and until the next deployment.",
                () -> shown(core.warden().settings().tunables().of(setting)),
                given -> core.warden().settings().tune(setting, given.toString()));
    }

    private static Object shown(Object value) {
        return value instanceof Duration duration ? (Object) duration.toSeconds() : value.toString();
    }
}
