/**
 * The soak: an application that does everything at once, kills by every interface, a database that is stopped and
 * started anew, and a model that says what must have become of it. Nothing here calls Poolwarden's code: the model
 * counts what the application was told, and compares it with the database's own records.
 */
package org.poolwarden.it.soak;
