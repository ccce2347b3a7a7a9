package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution, unpacked and run in an empty folder, with nothing there but Java. */
@Tag("packaged")
class PackagedTest {
  private static final String ARCHIVE = System.getProperty("distribution");
  private static final String JAVA_HOME = System.getProperty("java.home");

  @TempDir Path unpacked;
  @TempDir Path folder;

  private Path home;
  private String out;
  private String err;

  @BeforeEach
  void unpack() throws IOException, InterruptedException {
    assertThat(start(unpacked, List.of("tar", "xzf", ARCHIVE + ".tar.gz"))).as(err).isZero();
    try (Stream<Path> content = Files.list(unpacked)) {
      home = content.findFirst().orElseThrow();
    }
  }

  private int start(Path where, List<String> command) throws IOException, InterruptedException {
    Path outFile = unpacked.resolveSibling(unpacked.getFileName() + ".out");
    Path errFile = unpacked.resolveSibling(unpacked.getFileName() + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(outFile.toFile())
            .redirectError(errFile.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", JAVA_HOME);
    builder.environment().put("LC_ALL", "C.UTF-8");
    int code = builder.start().waitFor();
    out = Files.readString(outFile);
    err = Files.readString(errFile);
    Files.delete(outFile);
    Files.delete(errFile);
    return code;
  }

  /** Calls the launcher. */
  private int run(String... args) throws IOException, InterruptedException {
    return start(
        folder,
        Stream.concat(Stream.of(home.resolve("bin/conference-ids").toString()), Stream.of(args))
            .toList());
  }

  /** Calls the jar. */
  private int runJar(String... args) throws IOException, InterruptedException {
    return start(
        folder,
        Stream.concat(
                Stream.of(JAVA_HOME + "/bin/java", "-jar", ARCHIVE.replaceAll("-bin$", ".jar")),
                Stream.of(args))
            .toList());
  }

  private Object shown(String user, String field) throws IOException, InterruptedException {
    assertThat(run("show", user, "--json")).as(err).isZero();
    return JSON.std.mapFrom(out).get(field);
  }

  @Test
  @DisplayName("S13: the unpacked program enables, resets, shows, erases and prunes")
  void administers() throws IOException, InterruptedException {
    assertThat(run("show", "amelie")).isEqualTo(4);
    assertThat(err).contains("conference-ids.db does not exist");

    assertThat(run("enable", "amelie", "bruno")).as(err).isZero();
    assertThat(err).isEmpty();
    assertThat(out).matches("amelie: \\d{3} \\d{4}\nbruno: \\d{3} \\d{4}\n");
    Object first = shown("amelie", "id");

    assertThat(run("reset", "amelie")).as("nobody can be asked").isNotZero();
    assertThat(shown("amelie", "id")).isEqualTo(first);
    assertThat(runJar("reset", "amelie", "--yes", "--by", "zoe")).as(err).isZero();
    assertThat(err).isEmpty();
    assertThat(out).matches("amelie: \\d{3} \\d{4}\n");
    assertThat(shown("amelie", "id")).isNotEqualTo(first);

    assertThat(run("audit", "amelie")).isZero();
    assertThat(out).contains("RESET amelie", "by zoe");
    assertThat(run("erase", "bruno", "--yes")).isZero();
    assertThat(run("show", "bruno")).isEqualTo(1);
    assertThat(run("prune", "--older-than", "1")).isZero();
    assertThat(out).isEqualTo("removed 0 entries\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("conference-ids.db"));
    }
  }

  @Test
  @DisplayName("S4, S7: the unpacked program sends the mail, in the user's language")
  void sends() throws Exception {
    Files.writeString(
        folder.resolve("people.csv"),
        "key,name,address,language\namelie,Amélie Durand,amelie@example.org,fr\n",
        StandardCharsets.UTF_8);
    assertThat(run("enable", "amelie")).isZero();
    GreenMail server = Shell.mailServer();
    try {
      String[] dispatch = {
        "dispatch", "--once", "--smtp", Shell.addressOf(server), "--people", "people.csv"
      };
      assertThat(run(dispatch)).as(err).isZero();
      assertThat(out).startsWith("sent 1, ");
      assertThat(server.getReceivedMessages()[0].getContentType()).startsWith("multipart/");
      assertThat(server.getReceivedMessages()[0].getSubject()).contains("conférence");
    } finally {
      server.stop();
    }
  }

  @Test
  @DisplayName("The drivers of PostgreSQL and MariaDB are there")
  void hasItsDrivers() throws IOException, InterruptedException {
    for (String database : new String[] {"postgresql", "mariadb"}) {
      assertThat(run("show", "amelie", "--jdbc", "jdbc:" + database + "://127.0.0.1:1/ids"))
          .isEqualTo(4);
      assertThat(err)
          .contains("cannot be used")
          .doesNotContain("driver class", "suitable driver", "SLF4J", "\tat ");
    }
  }

  @Test
  @DisplayName("It tells its help, its version and what is wrong, and a script learns it")
  void tells() throws IOException, InterruptedException {
    assertThat(run("--help")).isZero();
    assertThat(out).startsWith("Usage: conference-ids ").contains("reset-all", "Exit codes:");
    assertThat(run("--version")).isZero();
    assertThat(out).startsWith(home.getFileName().toString().replaceFirst("ids-", "ids ") + "\n");
    assertThat(run("enabel", "amelie")).isEqualTo(2);
    assertThat(run("completion")).isZero();
    assertThat(out).contains("complete -F _complete_conference-ids", " conference-ids");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  @DisplayName("A link to the launcher in a folder of the path does, too")
  void worksThroughALink() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(folder.resolve("ids"), home.resolve("bin/conference-ids"));
    Path second = Files.createSymbolicLink(folder.resolve("again"), Path.of("ids"));
    assertThat(link).isExecutable();
    assertThat(start(folder, List.of(second.toString(), "--version"))).as(err).isZero();
  }

  @Test
  @DisplayName("Both archives hold the same, and everything in the jar has its licence named")
  void holdsWhatItSays() throws IOException {
    Set<String> inZip;
    try (ZipFile zip = new ZipFile(ARCHIVE + ".zip")) {
      inZip =
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .collect(Collectors.toSet());
    }
    try (Stream<Path> inTar = Files.walk(home)) {
      assertThat(inTar.filter(Files::isRegularFile).map(f -> unpacked.relativize(f).toString()))
          .containsExactlyInAnyOrderElementsOf(inZip)
          .hasSize(6);
    }

    List<String> named = new ArrayList<>(List.of("org/conferenceid/"));
    Pattern.compile("(?<=[|,]) `([a-z0-9.]+)`")
        .matcher(Files.readString(home.resolve("THIRD-PARTY.md")))
        .results()
        .map((MatchResult match) -> match.group(1).replace('.', '/') + "/")
        .forEach(named::add);
    try (JarFile jar = new JarFile(home.resolve("lib/conference-ids.jar").toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
          .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
          .allMatch(name -> named.stream().anyMatch(name::startsWith))
          .noneMatch(name -> name.startsWith("org/junit/") || name.equals("module-info.class"));
      try (InputStream drivers =
          jar.getInputStream(jar.getEntry("META-INF/services/java.sql.Driver"))) {
        assertThat(new String(drivers.readAllBytes(), StandardCharsets.UTF_8))
            .contains("org.sqlite.JDBC", "org.postgresql.Driver", "org.mariadb.jdbc.Driver");
      }
    }
  }
}
