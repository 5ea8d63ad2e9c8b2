package org.poolwarden.linkage;

import java.util.Comparator;

/**
 * A class, method or field that compiled code refers to, in the words of a class file.
 *
 * @param owner the class, as {@code org/jboss/msc/service/ServiceName}
 * @param name of the method or field; empty for a class
 * @param descriptor of the method or field; empty for a class
 */
public record Member(Kind kind, String owner, String name, String descriptor) implements Comparable<Member> {

    private static final Comparator<Member> ORDER = Comparator.comparing(Member::owner)
            .thenComparing(Member::name)
            .thenComparing(Member::descriptor)
            .thenComparing(Member::kind);

    /** How it is referred to. The JVM tells a method of a class from one of an interface. */
    public enum Kind {
        CLASS,
        FIELD,
        METHOD,
        INTERFACE_METHOD
    }

    static Member ofClass(String owner) {
        return new Member(Kind.CLASS, owner, "", "");
    }

    Member in(String otherOwner, Kind otherKind) {
        return new Member(otherKind, otherOwner, name, descriptor);
    }

    String className() {
        return owner.replace('/', '.');
    }

    @Override
    public int compareTo(Member other) {
        return ORDER.compare(this, other);
    }

    /** As a person writes it: {@code org.jboss.msc.service.ServiceName.append(String[])}. */
    @Override
    public String toString() {
        return switch (kind) {
            case CLASS -> className();
            case FIELD -> className() + "." + name;
            default ->
                (name.equals("<init>") ? "new " + className() : className() + "." + name)
                        + Descriptors.parameters(descriptor);
        };
    }
}
