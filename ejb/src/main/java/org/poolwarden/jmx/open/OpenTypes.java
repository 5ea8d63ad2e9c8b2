package org.poolwarden.jmx.open;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/**
 * One kind of answer as open data: its columns with what each says, a row of it, and a table of rows by their key. A
 * client needs none of our classes to read it. A value is null where it is not known.
 */
public final class OpenTypes<T> {

    private final List<Column<T>> columns;
    private final CompositeType row;
    private final TabularType table;

    private OpenTypes(CompositeType row, TabularType table, List<Column<T>> columns) {
        this.row = row;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    /** @param key the columns that name a row, which must be among those that are added */
    public static <T> Builder<T> of(String name, String text, String... key) {
        return new Builder<>(name, text, key);
    }

    public CompositeType row() {
        return row;
    }

    public TabularType table() {
        return table;
    }

    public CompositeData row(T from) {
        String[] names = columns.stream().map(Column::name).toArray(String[]::new);
        Object[] values =
                columns.stream().map(column -> column.value().apply(from)).toArray();
        try {
            return new CompositeDataSupport(row, names, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException(row.getTypeName(), e);
        }
    }

    /** In the order of the collection; of two rows with the same key the first counts. */
    public TabularData table(Collection<? extends T> from) {
        TabularDataSupport data = new TabularDataSupport(table);
        for (T item : from) {
            CompositeData made = row(item);
            if (!data.containsKey(data.calculateIndex(made))) {
                data.put(made);
            }
        }
        return data;
    }

    private record Column<T>(String name, String text, OpenType<?> type, Function<T, ?> value) {}

    /** Takes the columns in the order in which they are shown. */
    public static final class Builder<T> {

        private final String name;
        private final String text;
        private final String[] key;
        private final List<Column<T>> columns = new ArrayList<>();

        private Builder(String name, String text, String... key) {
            this.name = name;
            this.text = text;
            this.key = key.clone();
        }

        public Builder<T> column(String column, OpenType<?> type, String what, Function<T, ?> value) {
            columns.add(new Column<>(column, what, type, value));
            return this;
        }

        /** Every column of another shape, of what is in it. */
        public <U> Builder<T> all(OpenTypes<U> other, Function<T, U> part) {
            for (Column<U> column : other.columns) {
                columns.add(new Column<>(column.name(), column.text(), column.type(), part.andThen(column.value())));
            }
            return this;
        }

        public OpenTypes<T> build() {
            try {
                CompositeType row = new CompositeType(
                        name,
                        text,
                        columns.stream().map(Column::name).toArray(String[]::new),
                        columns.stream().map(Column::text).toArray(String[]::new),
                        columns.stream().map(Column::type).toArray(OpenType[]::new));
                return new OpenTypes<>(row, new TabularType(name + "s", text, row, key), columns);
            } catch (OpenDataException e) {
                throw new IllegalStateException(name, e);
            }
        }
    }
}
