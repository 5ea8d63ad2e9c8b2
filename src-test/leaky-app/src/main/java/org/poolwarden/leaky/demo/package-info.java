/**
 * What a person tries with {@code mvn -Prun}: scenes that are seen in Poolwarden's console, each at the press of one
 * button. A scene borrows by the leaks of the rooms below; nothing here is asked by a test of Poolwarden's core.
 */
package org.poolwarden.leaky.demo;
