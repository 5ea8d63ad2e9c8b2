/**
 * Lists that are searched, filtered, sorted and cut into pages by their address. The same list becomes a page and a CSV
 * file. Nothing here asks a pool or a database.
 */
package org.poolwarden.console.list;
