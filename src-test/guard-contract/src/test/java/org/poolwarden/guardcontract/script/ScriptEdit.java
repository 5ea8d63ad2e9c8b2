package org.poolwarden.guardcontract.script;

/**
 * A change of a script.
 *
 * @param what a piece of it that occurs there once
 * @param with what takes its place
 */
public record ScriptEdit(String what, String with) {}
