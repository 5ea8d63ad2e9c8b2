/**
 * What the compiled classes of Poolwarden call in the server, and whether this server has it. Reads class files, loads
 * none of ours. Consists of the JDK alone, but for {@code ServerGate}, which the server calls first.
 */
package org.poolwarden.linkage;
