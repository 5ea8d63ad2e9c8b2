/** An application with a Hibernate of its own. */
package org.example.hibernate;
