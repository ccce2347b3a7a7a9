package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a PostgreSQL server says of the settings on which its promises rest.
 *
 * @param settings by their names, as they are for the connection
 */
record PostgresqlSettings(Map<String, String> settings) {
  /** Of a server that has not been asked. */
  static final PostgresqlSettings UNKNOWN = new PostgresqlSettings(Map.of());

  private static final String ENCODING = "server_encoding";
  private static final String FLUSH = "fsync";
  private static final String FULL_PAGES = "full_page_writes";
  private static final String COMMIT = "synchronous_commit";
  private static final String STANDBYS = "synchronous_standby_names";
  private static final String MESSAGES = "client_min_messages";

  private static final String SETTINGS =
      "SELECT name, setting FROM pg_settings"
          + Stream.of(ENCODING, FLUSH, FULL_PAGES, COMMIT, STANDBYS, MESSAGES)
              .collect(Collectors.joining("', '", " WHERE name IN ('", "')"));

  static PostgresqlSettings read(Session session) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    session.each(SETTINGS, row -> settings.put(row.getString("name"), row.getString("setting")));
    return new PostgresqlSettings(Map.copyOf(settings));
  }

  private boolean is(String name, String value) {
    return value.equals(settings.get(name));
  }

  /** Every other encoding lacks letters of somebody's name, or does not say what its bytes mean. */
  Optional<String> unfit() {
    return Optional.ofNullable(settings.get(ENCODING))
        .filter(encoding -> !encoding.equals("UTF8"))
        .map(
            encoding ->
                "the database's encoding is "
                    + encoding
                    + ", which cannot hold every text: use a database that was created with"
                    + " ENCODING 'UTF8'");
  }

  /** What works until a server crashes. Servers for tests are often set so. */
  List<String> doubts() {
    Stream.Builder<String> doubts = Stream.builder();
    for (String name : List.of(FLUSH, FULL_PAGES)) {
      if (is(name, "off")) {
        doubts.add(name + " is off, with which a loss of power can damage the whole database");
      }
    }
    if (is(COMMIT, "off")) {
      doubts.add(
          "synchronous_commit is off, with which acknowledged changes are lost when the server"
              + " crashes: old IDs work again");
    }
    if (!settings.getOrDefault(STANDBYS, "").isEmpty()) {
      if (is(COMMIT, "local")) {
        doubts.add(
            "synchronous_commit is local, with which acknowledged changes are lost when the standby"
                + " takes over: old IDs work again");
      }
      if (is(MESSAGES, "error")) {
        doubts.add(
            "client_min_messages is error, which hides the warning that a commit is not on the"
                + " standby");
      }
    }
    return doubts.build().toList();
  }
}
