/**
 * Lists that are searched, filtered, sorted and cut into pages by their address. The same list is shown as a page and
 * given as a file. They ask nobody.
 */
package org.poolwarden.console.list;
