package org.poolwarden.linkage;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a class file that names other classes.
 *
 * @param supertypes its superclass and its interfaces
 * @param declared its own methods and fields, name and descriptor in one text
 * @param references everything that its constant pool refers to, its own members included
 */
record ClassFile(List<String> supertypes, Set<String> declared, Set<Member> references) {

    private static final int MAGIC = 0xCAFEBABE;

    /** @throws IOException if it is not a class file */
    static ClassFile parse(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt(); // version
        Constants constants = Constants.read(in);
        in.readUnsignedShort(); // access flags
        in.readUnsignedShort(); // this class
        List<String> supertypes = new ArrayList<>();
        int superclass = in.readUnsignedShort();
        if (superclass != 0) {
            supertypes.add(constants.className(superclass));
        }
        for (int interfaces = in.readUnsignedShort(); interfaces > 0; interfaces--) {
            supertypes.add(constants.className(in.readUnsignedShort()));
        }
        Set<String> declared = new HashSet<>();
        readMembers(in, constants, declared); // fields
        readMembers(in, constants, declared); // methods
        return new ClassFile(supertypes, declared, constants.references());
    }

    private static void readMembers(DataInputStream in, Constants constants, Set<String> declared) throws IOException {
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            in.readUnsignedShort(); // access flags
            declared.add(constants.text(in.readUnsignedShort()) + constants.text(in.readUnsignedShort()));
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                in.readUnsignedShort();
                in.skipNBytes(in.readInt());
            }
        }
    }

    boolean declares(Member member) {
        return declared.contains(member.name() + member.descriptor());
    }
}
