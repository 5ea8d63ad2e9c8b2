/**
 * What the pages show of one thing, ready for a JSP. Views hold raw texts, which the pages escape. Nothing here asks a
 * pool or a database.
 */
package org.poolwarden.console.view;
