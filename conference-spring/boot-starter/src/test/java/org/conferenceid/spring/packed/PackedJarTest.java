package org.conferenceid.spring.packed;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.conferenceid.spring.store.Postgres;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Layouts;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

@Tag("thorough")
@Timeout(300)
class PackedJarTest {
  @TempDir Path folder;

  @Test
  @DisplayName("In a packed jar, scripts, texts and templates are found, by Flyway, too")
  void startsFromOneJar() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    Path output = folder.resolve("output.txt");
    Process application =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-jar",
                pack().toString(),
                "--spring.main.web-application-type=none",
                "--spring.datasource.url=" + Postgres.url(),
                "--spring.flyway.locations=classpath:application-migrations",
                "--spring.autoconfigure.exclude="
                    + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + server.getSmtp().getPort(),
                "--conference.mail.from=conferencing@example.org",
                "--conference.bridge.numbers[0].number=+33 1 70 00 00 00",
                "--conference.bridge.numbers[0].label=Paris")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean received = false;
      while (!received && application.isAlive()) {
        received = server.waitForIncomingEmail(1_000, 1);
      }
      application.getOutputStream().close();
      assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String shown = Files.readString(output);
      assertThat(received).as("a mail; %s", shown).isTrue();
      assertThat(application.exitValue()).as(shown).isZero();
      assertThat(shown).contains("+33 1 70 00 00 00").contains("cid_flyway_history");
    } finally {
      application.destroyForcibly();
      server.stop();
    }
  }

  /** Packs as the plugins of Maven and Gradle do. */
  private Path pack() throws IOException {
    Path application = folder.resolve("plain.jar");
    List<Library> libraries = new ArrayList<>();
    int number = 0;
    try (JarOutputStream own = new JarOutputStream(Files.newOutputStream(application))) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        if (Files.isRegularFile(path)) {
          libraries.add(new Library(path.toFile(), LibraryScope.COMPILE));
        } else if (Files.isDirectory(path.resolve("application-migrations"))) {
          add(path, "org/conferenceid/spring/packed", own);
          add(path, "application-migrations", own);
        } else if (Files.isDirectory(path.resolve("org"))) {
          Path jar = folder.resolve("module" + number++ + ".jar");
          try (JarOutputStream module = new JarOutputStream(Files.newOutputStream(jar))) {
            add(path, "", module);
          }
          libraries.add(new Library(jar.toFile(), LibraryScope.COMPILE));
        }
      }
    }
    Path packed = folder.resolve("packed.jar");
    Repackager repackager = new Repackager(application.toFile());
    repackager.setMainClass(PackedApplication.class.getName());
    repackager.setLayout(new Layouts.Jar());
    repackager.repackage(
        packed.toFile(),
        callback -> {
          for (Library library : libraries) {
            callback.library(library);
          }
        });
    return packed;
  }

  private static void add(Path root, String below, JarOutputStream jar) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(root.resolve(below))) {
      all = found.filter(path -> !path.equals(root)).toList();
    }
    for (Path path : all) {
      String name = root.relativize(path).toString().replace('\\', '/');
      boolean folder = Files.isDirectory(path);
      jar.putNextEntry(new JarEntry(folder ? name + "/" : name));
      if (!folder) {
        Files.copy(path, jar);
      }
      jar.closeEntry();
    }
  }
}
