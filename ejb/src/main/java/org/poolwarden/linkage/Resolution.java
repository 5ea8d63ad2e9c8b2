package org.poolwarden.linkage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.List;
import org.poolwarden.linkage.Member.Kind;

/** Looks for members as the JVM does when it links a call, and calls nothing. Initializes no class. */
public final class Resolution {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

    private Resolution() {}

    /** Those members that a loader does not find. A class that is not there stands for all of its members. */
    public static List<Member> missing(Collection<Member> members, ClassLoader loader) {
        List<Member> missing =
                members.stream().filter(member -> !isThere(member, loader)).toList();
        return missing.stream()
                .filter(member -> member.kind() == Kind.CLASS || !missing.contains(Member.ofClass(member.owner())))
                .toList();
    }

    static boolean isThere(Member member, ClassLoader loader) {
        try {
            Class<?> owner = Class.forName(member.className(), false, loader);
            return switch (member.kind()) {
                case CLASS -> true;
                case FIELD -> isFieldThere(owner, member);
                case METHOD, INTERFACE_METHOD -> isMethodThere(owner, member);
            };
        } catch (ClassNotFoundException | NoSuchMethodException | NoSuchFieldException e) {
            return false;
        } catch (TypeNotPresentException | LinkageError e) {
            return false; // a class of its signature is missing
        }
    }

    private static boolean isFieldThere(Class<?> owner, Member member) throws NoSuchFieldException {
        Class<?> type = MethodType.fromMethodDescriptorString("()" + member.descriptor(), owner.getClassLoader())
                .returnType();
        try {
            LOOKUP.findGetter(owner, member.name(), type);
        } catch (IllegalAccessException notOfInstances) {
            return isStaticFieldThere(owner, member.name(), type);
        }
        return true;
    }

    private static boolean isStaticFieldThere(Class<?> owner, String name, Class<?> type) throws NoSuchFieldException {
        try {
            LOOKUP.findStaticGetter(owner, name, type);
        } catch (IllegalAccessException protectedOne) {
            return true; // it is there; whether we may use it was the compiler's question
        }
        return true;
    }

    /** The types of its signature as the server's class sees them: ours need not see them all. */
    private static boolean isMethodThere(Class<?> owner, Member member) throws NoSuchMethodException {
        MethodType type = MethodType.fromMethodDescriptorString(member.descriptor(), owner.getClassLoader());
        boolean isConstructor = member.name().equals("<init>");
        try {
            if (isConstructor) {
                LOOKUP.findConstructor(owner, type);
            } else {
                LOOKUP.findVirtual(owner, member.name(), type);
            }
        } catch (IllegalAccessException protectedOrStatic) {
            return isConstructor || isStaticThere(owner, member.name(), type);
        }
        return true;
    }

    private static boolean isStaticThere(Class<?> owner, String name, MethodType type) throws NoSuchMethodException {
        try {
            LOOKUP.findStatic(owner, name, type);
        } catch (IllegalAccessException protectedOne) {
            return true;
        }
        return true;
    }
}
