/**
 * What every JSP page is given once, when the console starts: its texts and a quick way to the views. And the rows of
 * leases, which a page has by the hundred.
 */
package org.poolwarden.console.page;
