/** What the client's own statements do on the contract's engines, in the package that has them. */
package org.poolwarden.guard.jdbc;
