/** An application on Spring: JdbcTemplate, Persistence with an open session in view, work in the background. */
package org.example.spring;
