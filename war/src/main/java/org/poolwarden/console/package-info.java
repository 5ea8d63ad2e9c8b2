/**
 * The servlets of the console: one for each page, and those for programs. Of the core they call only the business
 * interfaces of the EJB. The packages view and list prepare what a page shows.
 */
package org.poolwarden.console;
