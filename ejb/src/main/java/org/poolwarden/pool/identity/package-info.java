/**
 * Which database session a driver's connection is: asked of the driver, whatever its version, and where it has no way
 * to tell, of the database. Nothing here knows a pool or decides anything.
 */
package org.poolwarden.pool.identity;
