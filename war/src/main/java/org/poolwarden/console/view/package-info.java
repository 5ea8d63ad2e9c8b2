/**
 * What the pages show of one thing, ready for a JSP. Views hold raw texts, which the pages escape. They ask nobody.
 */
package org.poolwarden.console.view;
