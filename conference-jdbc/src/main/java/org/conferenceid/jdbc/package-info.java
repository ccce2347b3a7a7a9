/**
 * The store of conference IDs on SQLite, PostgreSQL or MariaDB. Start at {@link
 * org.conferenceid.jdbc.JdbcConferenceStore}.
 */
@NullMarked
package org.conferenceid.jdbc;

import org.jspecify.annotations.NullMarked;
