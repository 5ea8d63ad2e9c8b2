/**
 * A model, in Java, of the views and the package that Poolwarden's guard installs in Oracle.
 * It follows the same rules as the PL/SQL and is no evidence for it.
 * It uses the database as any other owner of system objects does.
 */
package org.poolwarden.standin.guard;
