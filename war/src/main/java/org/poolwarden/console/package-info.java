/**
 * The servlets of the console: one for each page, and those for programs. They call the business interfaces of the
 * EJB and nothing else of the core that acts. What a page shows is put together in view and list.
 */
package org.poolwarden.console;
