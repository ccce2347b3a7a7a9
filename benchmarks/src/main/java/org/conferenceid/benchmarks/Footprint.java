package org.conferenceid.benchmarks;

import com.samskivert.mustache.Mustache;
import jakarta.activation.DataSource;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.mail.MailNotifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What an application carries around. */
final class Footprint implements Benchmark {
  private static final String MEGABYTES = "MB";

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public String title() {
    return "Heap and jars";
  }

  @Override
  public String about() {
    return """
    The heap is what a JVM holds more, after a garbage collection, than before the library was used: on SQLite, with administration, attendant,
    dispatcher and mail, each used once. The jars are those of core, database and mail with all that they need, without drivers.\
    """;
  }

  @Override
  public String limits() {
    return """
    the heap by texts, templates and compiled statements; the jars by Jakarta Mail's implementation.\
    """;
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    Path folder = Files.createTempDirectory("conference-benchmarks-footprint");
    try {
      for (int round = 0; round < Math.min(3, scale.rounds()); round++) {
        String url = "jdbc:sqlite:" + folder.resolve(round + ".db");
        String bytes = Start.told(IdleEmbedding.class, url);
        table.put(ResultTable.OWN, "heap", MEGABYTES, Long.parseLong(bytes) / 1e6);
      }
      table.put(ResultTable.OWN, "jars", MEGABYTES, jars() / 1e6);
    } finally {
      Server.delete(folder);
    }
  }

  private static long jars() throws IOException, URISyntaxException, ClassNotFoundException {
    Set<Path> places = new LinkedHashSet<>();
    for (Class<?> type :
        List.of(
            ConferenceId.class,
            JdbcConferenceStore.class,
            MailNotifier.class,
            Logger.class,
            Nullable.class,
            Mustache.class,
            Session.class,
            DataSource.class,
            Class.forName("org.eclipse.angus.mail.smtp.SMTPTransport"),
            Class.forName("org.eclipse.angus.activation.MimeTypeFile"))) {
      places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    long sum = 0;
    for (Path place : places) {
      sum += Files.isDirectory(place) ? packed(place) : Files.size(place);
    }
    return sum;
  }

  /** The size of a jar of a folder of classes. */
  private static long packed(Path folder) throws IOException {
    AtomicLong size = new AtomicLong();
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int one) {
            size.incrementAndGet();
          }
        };
    try (ZipOutputStream jar = new ZipOutputStream(counting);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        jar.write(Files.readAllBytes(file));
      }
    }
    return size.get();
  }
}
