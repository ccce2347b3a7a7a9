package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The scripts of the schema stay as they are, to the letter, comments too: Flyway and Liquibase
 * refuse one that was changed after it had been run.
 */
class FrozenScriptsTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/org/conferenceid/jdbc");

  /** Each script, with its SHA-256. Lines are added here and never changed. */
  private static final Map<String, String> FROZEN =
      Map.of(
          "mariadb/conference_ids_1.sql",
          "1a8df6fe72db19b8e176c4117b1d73105062fec15fee201e0419d175fa02d555",
          "postgresql/conference_ids_1.sql",
          "8d69c24277be7ee724e8ccc2b28099b6cb8fe4fa0919c8faf70eabc6e37ae32c",
          "sqlite/conference_ids_1.sql",
          "725817570e5103bffc4bd57a6d88b84013b40e7eb3056c463dd510bc2eceba83");

  @Test
  @DisplayName("A script is added for what is new, and none is changed or removed")
  void scriptsAreFrozen() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      for (Path script : files.filter(Files::isRegularFile).toList()) {
        found.put(SCRIPTS.relativize(script).toString().replace('\\', '/'), sum(script));
      }
    }
    assertThat(found)
        .as("put a change of the schema into a script with the next number, for each database")
        .containsExactlyInAnyOrderEntriesOf(FROZEN);
  }

  private static String sum(Path script) throws IOException {
    String text = Files.readString(script).replace("\r\n", "\n"); // as Git hands it to Windows
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
