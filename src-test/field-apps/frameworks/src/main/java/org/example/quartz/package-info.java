/** An application with a scheduler of its own. */
package org.example.quartz;
