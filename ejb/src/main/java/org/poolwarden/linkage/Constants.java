package org.poolwarden.linkage;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.poolwarden.linkage.Member.Kind;

/** The constant pool of a class file. */
final class Constants {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private final int[] tags;
    private final int[] first;
    private final int[] second;
    private final String[] texts;

    private Constants(int count) {
        tags = new int[count];
        first = new int[count];
        second = new int[count];
        texts = new String[count];
    }

    static Constants read(DataInputStream in) throws IOException {
        Constants constants = new Constants(in.readUnsignedShort());
        int i = 1;
        while (i < constants.tags.length) {
            int tag = in.readUnsignedByte();
            constants.tags[i] = tag;
            constants.read(in, i, tag);
            i += tag == LONG || tag == DOUBLE ? 2 : 1;
        }
        return constants;
    }

    private void read(DataInputStream in, int i, int tag) throws IOException {
        switch (tag) {
            case UTF8 -> texts[i] = in.readUTF();
            case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> first[i] = in.readUnsignedShort();
            case LONG, DOUBLE -> in.readLong();
            case METHOD_HANDLE -> {
                in.readUnsignedByte();
                in.readUnsignedShort(); // the member has an entry of its own
            }
            default -> {
                first[i] = in.readUnsignedShort();
                second[i] = in.readUnsignedShort();
            }
        }
    }

    String text(int index) {
        return texts[index];
    }

    String className(int index) {
        return texts[first[index]];
    }

    Set<Member> references() {
        Set<Member> references = new HashSet<>();
        for (int i = 1; i < tags.length; i++) {
            switch (tags[i]) {
                case CLASS -> references.add(Member.ofClass(className(i)));
                case FIELD -> references.add(member(Kind.FIELD, i));
                case METHOD -> references.add(member(Kind.METHOD, i));
                case INTERFACE_METHOD -> references.add(member(Kind.INTERFACE_METHOD, i));
                default -> {
                    // names no class by itself
                }
            }
        }
        return references;
    }

    private Member member(Kind kind, int index) {
        int nameAndType = second[index];
        if (tags[nameAndType] != NAME_AND_TYPE) {
            throw new IllegalStateException("entry " + nameAndType + " of the constant pool is no name and type");
        }
        return new Member(kind, className(first[index]), texts[first[nameAndType]], texts[second[nameAndType]]);
    }
}
