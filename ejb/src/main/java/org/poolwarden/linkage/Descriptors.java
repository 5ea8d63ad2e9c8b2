package org.poolwarden.linkage;

import java.util.ArrayList;
import java.util.List;

/** Reads the descriptors of class files. */
final class Descriptors {

    private Descriptors() {}

    /** {@code (String, int[])}: the parameters of a method, without packages. */
    static String parameters(String descriptor) {
        List<String> parameters = new ArrayList<>();
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            int end = end(descriptor, at);
            parameters.add(type(descriptor.substring(at, end)));
            at = end;
        }
        return "(" + String.join(", ", parameters) + ")";
    }

    private static int end(String descriptor, int from) {
        int at = from;
        while (descriptor.charAt(at) == '[') {
            at++;
        }
        return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
    }

    private static String type(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case '[' -> type(descriptor.substring(1)) + "[]";
            case 'L' -> descriptor.substring(Math.max(1, descriptor.lastIndexOf('/') + 1), descriptor.length() - 1);
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            default -> "double";
        };
    }
}
