/**
 * What a parsed statement means in Oracle, said in H2's words: types, names, groups, NUMBER.
 * Refuses what H2 would run with another meaning.
 * Reads the dictionary through one interface; runs nothing.
 */
package org.poolwarden.standin.database.dialect;
