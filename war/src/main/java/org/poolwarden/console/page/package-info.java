/** What every JSP page is given once, when the console starts: its texts and a quick way to the views. */
package org.poolwarden.console.page;
