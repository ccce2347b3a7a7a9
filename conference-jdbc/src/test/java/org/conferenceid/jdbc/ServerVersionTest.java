package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the servers under test are those that the build names. */
class ServerVersionTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("The server has the version that the build names")
  void shouldHaveTheVersion(TestDatabase database) throws Exception {
    String named = System.getProperty("server." + database.name().toLowerCase(Locale.ROOT));
    assumeTrue(named != null, "only the build names a version");
    try (Connection connection = database.pool().getConnection()) {
      String version = connection.getMetaData().getDatabaseProductVersion();
      if (named.startsWith("/")) {
        assertThat(versionOf(named)).contains(version.replaceFirst("-log$", ""));
      } else {
        assertThat(version)
            .startsWith(named.replaceFirst("[.]0$", "")); // the binaries of 14.22 are 14.22.0
      }
    }
  }

  private static String versionOf(String program) throws IOException {
    Process process = new ProcessBuilder(program, "--version").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
