package org.conferenceid.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in this process, on a database file of the test, and keeps what they write. */
abstract class Shell {
  @TempDir Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /** What is typed; nobody is at a terminal while it is {@code null}. */
  private List<String> typed;

  String input = "";
  BooleanSupplier ctrlC = () -> false;

  /** Somebody sits at the terminal and types these lines. */
  void types(String... lines) {
    typed = new ArrayList<>(List.of(lines));
  }

  /** Nobody sits there any more. */
  void leaves() {
    typed = null;
  }

  int run(String... args) {
    return runBare(
        Stream.concat(Stream.of(args), Stream.of("--file", folder.resolve("ids.db").toString()))
            .toArray(String[]::new));
  }

  int runBare(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    return new ConferenceIds(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new Typist())
        .run(args);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** The results, each of which is one JSON object on a line. */
  List<Map<String, Object>> json() {
    return out()
        .lines()
        .map(
            line -> {
              try {
                return JSON.std.mapFrom(line);
              } catch (IOException e) {
                throw new UncheckedIOException(line, e);
              }
            })
        .toList();
  }

  Map<String, Object> only() {
    List<Map<String, Object>> all = json();
    if (all.size() != 1) {
      throw new AssertionError("not one result but " + out());
    }
    return all.get(0);
  }

  /** The user's ID, as show tells it. */
  String idOf(String user) {
    run("show", user, "--json");
    return (String) only().get("id");
  }

  static String masked(String digits) {
    return ConferenceId.parse(digits).toString();
  }

  static String grouped(String digits) {
    return ConferenceId.parse(digits).grouped();
  }

  Path file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String people() {
    return file(
            "people.csv",
            """
            key,name,address,language
            amelie,Amélie Durand,amelie@example.org,fr
            bruno,Bruno Keller,bruno@example.org,en
            """)
        .toString();
  }

  static GreenMail mailServer() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(Duration.ofMinutes(10).toMillis()); // on the slowest machine
    GreenMail server = new GreenMail(setup);
    server.start();
    return server;
  }

  static String addressOf(GreenMail server) {
    return "127.0.0.1:" + server.getSmtp().getPort();
  }

  private final class Typist implements Operator {
    @Override
    public boolean isThere() {
      return typed != null;
    }

    @Override
    public Optional<String> answer() {
      return typed == null || typed.isEmpty() ? Optional.empty() : Optional.of(typed.remove(0));
    }

    @Override
    public Interruption watch() {
      return new Interruption() {
        @Override
        public boolean isWished() {
          return ctrlC.getAsBoolean();
        }

        @Override
        public void await() {
          if (!ctrlC.getAsBoolean()) {
            throw new AssertionError("this would go on for ever");
          }
        }

        @Override
        public void close() {}
      };
    }
  }
}
