package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** That the example in the module's README is the code below, and that its scripts are there. */
class ReadmeTest {
  @TempDir Path folder;

  private static JdbcConferenceStore example(DataSource dataSource) {
    JdbcConferenceStore store = JdbcConferenceStore.of(dataSource);
    store.createSchema(); // or run the script with Flyway or Liquibase, see below
    return store;
  }

  @Test
  @DisplayName("The README's example works")
  void works() {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + folder.resolve("ids.db"));
    assertThat(example(database).capacity().active()).isZero();
  }

  @Test
  @DisplayName("The README shows the code that is tested")
  void showsWhatIsTested() throws IOException {
    String source = source("ReadmeTest") + source("FlywayTest") + source("SpringTest");
    List<String> examples =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(found -> onOneLine(found.group(1)))
            .toList();
    assertThat(examples).hasSize(4).allMatch(onOneLine(source)::contains);
  }

  private static String source(String test) throws IOException {
    return Files.readString(Path.of("src/test/java/org/conferenceid/jdbc/" + test + ".java"));
  }

  @Test
  @DisplayName("The scripts are where the README says")
  void tellsWhereTheScriptsAre() throws IOException {
    String path = "src/main/resources/org/conferenceid/jdbc/<database>/conference_ids_1.sql";
    assertThat(Files.readString(Path.of("README.md"))).contains(path);
    assertThat(List.of("sqlite", "postgresql", "mariadb"))
        .allMatch(name -> Files.exists(Path.of(path.replace("<database>", name))));
  }

  private static String onOneLine(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
