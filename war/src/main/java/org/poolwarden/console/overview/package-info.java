/**
 * What the first page shows: what is wrong in a few numbers, and the pools, the worst first. Nothing here asks a pool
 * or a database.
 */
package org.poolwarden.console.overview;
