package org.poolwarden.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.poolwarden.linkage.Member.Kind;

/**
 * Which members of other code our classes refer to: walks from some classes of ours to all that they name. Reads their
 * files; loads nothing.
 */
public final class References {

    private static final String OURS = "org/poolwarden/";

    private final ClassLoader loader;
    private final Predicate<String> followed;
    private final Map<String, ClassFile> files = new HashMap<>();
    private final Map<Member, Set<String>> found = new TreeMap<>();

    private References(ClassLoader loader, Predicate<String> followed) {
        this.loader = loader;
        this.followed = followed;
    }

    /**
     * Collects the references of the roots and of every class of ours that can be reached from them.
     *
     * @param roots names of classes of ours, as {@code org.poolwarden.admin.WardenBean}
     * @param followed which classes of ours to read, by the same kind of name
     * @return the members outside of Poolwarden and of the JDK, each with the classes of ours that refer to it
     * @throws IOException if a class file cannot be read
     */
    public static Map<Member, Set<String>> of(ClassLoader loader, Collection<String> roots, Predicate<String> followed)
            throws IOException {
        References references = new References(loader, followed);
        references.walk(roots);
        return Collections.unmodifiableMap(references.found);
    }

    private void walk(Collection<String> roots) throws IOException {
        Deque<String> open = new ArrayDeque<>();
        Set<String> seen = new TreeSet<>();
        roots.forEach(root -> open.add(root.replace('.', '/')));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (seen.add(name) && followed.test(name.replace('/', '.'))) {
                for (Member member : file(name).references()) {
                    String owner = element(member.owner());
                    if (owner.startsWith(OURS)) {
                        open.push(owner);
                    }
                    if (owner.equals(member.owner())) {
                        note(member, name);
                    }
                }
            }
        }
    }

    /** The class of an array of arrays; empty for one of a primitive type. */
    private static String element(String owner) {
        if (owner.charAt(0) != '[') {
            return owner;
        }
        int begin = owner.lastIndexOf('[') + 1;
        return owner.charAt(begin) == 'L' ? owner.substring(begin + 1, owner.length() - 1) : "";
    }

    private void note(Member member, String by) throws IOException {
        if (!member.owner().startsWith(OURS)) {
            if (!isOfTheJdk(member.owner())) {
                found.computeIfAbsent(member, any -> new TreeSet<>()).add(by.replace('/', '.'));
            }
        } else if (member.kind() != Kind.CLASS) {
            for (Member inherited : inherited(member)) {
                note(inherited, by);
            }
        }
    }

    /** Where a member is that code calls on a class of ours that does not declare it: at a server's class above it. */
    private List<Member> inherited(Member member) throws IOException {
        Set<String> foreign = new TreeSet<>();
        // With several it may be any of them: which one, only loading them would tell.
        return isDeclaredByUs(member, foreign) || foreign.size() != 1
                ? List.of()
                : List.of(member.in(foreign.iterator().next(), Kind.METHOD));
    }

    /** Whether its class or one of ours above it declares it. Notes the server's classes directly above them. */
    private boolean isDeclaredByUs(Member member, Set<String> foreign) throws IOException {
        ClassFile file = file(member.owner());
        if (file.declares(member)) {
            return true;
        }
        for (String supertype : file.supertypes()) {
            if (!supertype.startsWith(OURS)) {
                if (!isOfTheJdk(supertype)) {
                    foreign.add(supertype);
                }
            } else if (isDeclaredByUs(member.in(supertype, member.kind()), foreign)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheJdk(String owner) {
        return owner.startsWith("java/") || owner.startsWith("javax/") || owner.startsWith("jdk/");
    }

    private ClassFile file(String name) throws IOException {
        ClassFile known = files.get(name);
        if (known == null) {
            try (InputStream in = loader.getResourceAsStream(name + ".class")) {
                if (in == null) {
                    throw new IOException("there is no " + name + ".class");
                }
                known = ClassFile.parse(in.readAllBytes());
            }
            files.put(name, known);
        }
        return known;
    }
}
