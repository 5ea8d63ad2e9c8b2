/**
 * Branches of global transactions: who may join, prepare, commit, roll back or force which.
 * A branch outlives the session that began it.
 * Recovery's view of them is one of the system objects in {@code database}.
 */
package org.poolwarden.standin.database.xa;
