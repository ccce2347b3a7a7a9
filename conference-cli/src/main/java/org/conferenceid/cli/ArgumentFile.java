package org.conferenceid.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.examples.support.TextFile;

/**
 * Puts the arguments that stand in a file in the place of {@code @FILE}. A line is one argument, or
 * an option and its value; what stands in it is taken as it is, whatever marks a password has.
 */
final class ArgumentFile {
  private static final Pattern OPTION = Pattern.compile("(--[a-z-]+)\\s+(.*)");

  /** What a Java platform puts where it could not decode a byte. */
  private static final char UNDECODABLE = '\uFFFD';

  private ArgumentFile() {}

  /**
   * Completes a command line.
   *
   * @throws Refusal if a file cannot be read, or an argument came through mutilated
   */
  static String[] expanded(String... args) {
    List<String> all = new ArrayList<>();
    for (String arg : args) {
      if (arg.indexOf(UNDECODABLE) >= 0) {
        throw new Refusal(
            Outcome.USAGE,
            "An argument holds letters that this environment cannot read. Set LC_ALL=C.UTF-8, or"
                + " give the argument in an @FILE in UTF-8.");
      }
      if (arg.startsWith("@@")) {
        all.add(arg.substring(1));
      } else if (arg.startsWith("@")) {
        read(arg.substring(1), all);
      } else {
        all.add(arg);
      }
    }
    return all.toArray(String[]::new);
  }

  private static void read(String file, List<String> all) {
    try (BufferedReader content = TextFile.open(Path.of(file))) {
      content
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(line -> add(line, all));
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(Outcome.USAGE, file + " cannot be read: " + TextFile.reason(e));
    } catch (InvalidPathException e) {
      throw new Refusal(Outcome.USAGE, file + " is no file's name");
    }
  }

  private static void add(String line, List<String> all) {
    Matcher option = OPTION.matcher(line);
    if (option.matches()) {
      all.add(option.group(1));
      all.add(option.group(2));
    } else {
      all.add(line);
    }
  }
}
