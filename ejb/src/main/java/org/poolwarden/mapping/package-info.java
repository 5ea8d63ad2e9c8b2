/**
 * Fills the records of the contract from the objects of the core, once for every interface. What is unknown is null in
 * a record, whatever the core says for it. Nothing here asks a pool or a database. All of it is safe for use by several
 * threads.
 */
package org.poolwarden.mapping;
