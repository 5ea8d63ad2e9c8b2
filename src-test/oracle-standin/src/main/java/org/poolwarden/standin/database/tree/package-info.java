/**
 * Statements as they are written, in parts.
 * The grammar builds them; the dialect reads them.
 * Nothing here decides anything.
 */
package org.poolwarden.standin.database.tree;
